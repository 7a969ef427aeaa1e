"""Officers invite people by name: each gets a mail and decides."""

import uuid
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings.commands.letters import tell
from engagement.meetings.commands.registering import Details, add
from engagement.meetings.invitation_lists import Guest
from engagement.meetings.models import (
    Meeting,
    MeetingState,
    Registration,
    RegistrationState,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import invitations


@command
def invite(
    meeting: Meeting,
    guests: Sequence[Guest],
    *,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> list[Registration]:
    """Invite whom the lines name; a line with a problem, or of somebody registered, is left out.

    Sending the same list again invites nobody twice; a twin of the form gets whom the first one
    invited. An invitation is bound to its address: to the
    account that has verified it, or will. It takes no place. RuleViolation where the meeting is not
    published, or over.
    """
    meeting = meeting.registers_at
    if not can(actor, Registrations.INVITE):
        raise NotAllowed(Registrations.INVITE)
    able = [guest for guest in guests if not guest.problems]
    keys = [email_key(guest.email) for guest in able]
    if earlier := once.take(key, actor):
        return invitations.invited_since(meeting, keys, earlier.taken_at, by_id=actor.id)
    if meeting.state is not MeetingState.PUBLISHED or meeting.ends_at <= now():
        raise RuleViolation(_l("People can be invited to a meeting that is published and to come."))
    there, accounts = invitations.registered(meeting, keys), invitations.accounts(keys)
    invited = [
        _invite(guest, key, accounts.get(key), actor)
        for guest, key in zip(able, keys, strict=True)
        if key not in there
    ]
    if invited:
        once.remember(key, meeting.id)
        record("meetings:people:invited", meeting, actor=actor, count=len(invited))
    return invited


def _invite(guest, key, account_id, actor):
    category = guest.category
    registration = add(
        category,
        Details(
            name=guest.name,
            language=guest.language,
            mode=category.meeting.modes[0],
            country=guest.country,
            represents=guest.values.get("body"),
            position=None if category.kind.by_state else guest.values.get("function"),
            function=guest.function,
        ),
        email=guest.email,
        person_id=account_id,
        registered_by=actor,
        state=RegistrationState.INVITED,
        invited_by_id=actor.id,
    )
    record("meetings:registration:invited", registration, actor=actor)
    tell("invited", registration)
    return registration
