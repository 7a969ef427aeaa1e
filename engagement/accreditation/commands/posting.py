"""Letters to organizations that have no account: staff print them, post them and say when."""

from collections.abc import Callable
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries.by_post import PostalLetter
from engagement.audit.commands import record
from engagement.core.clock import today
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.mail.models import Message, MessageState

AFTER_POSTING: list[Callable[[Message], None]] = []
"""Filled from above (`after_posting`): for whom the day of posting begins something."""


def after_posting(function: Callable[[Message], None]) -> Callable[[Message], None]:
    """Let the decorated function be called with each letter, within the command that notes it."""
    AFTER_POSTING.append(function)
    return function


@command
def note_posted(posted: PostalLetter, *, actor: Actor, posted_on: date) -> None:
    """Say on which day a letter was posted.

    RuleViolation when somebody has said so before, or the day cannot be.
    """
    letter = posted.message
    lock(letter)
    if not can(actor, Accreditations.POST_LETTER, posted):
        raise NotAllowed(Accreditations.POST_LETTER)
    if letter.state != MessageState.TO_POST:
        raise RuleViolation(_l("A colleague has noted already that this letter was posted."))
    if not letter.created_at.date() <= posted_on <= today():
        raise RuleViolation(_l("Enter a day between that of the letter and today."))
    letter.state, letter.posted_on = MessageState.POSTED, posted_on
    record(
        "accreditation:letter:posted",
        posted.about,
        actor=actor,
        letter=letter.template,
        message=str(letter.id),
        posted_on=posted_on.isoformat(),
    )
    for begin in AFTER_POSTING:
        begin(letter)
