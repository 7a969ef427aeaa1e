"""What staff may do with a stored mail."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.jobs.queue import enqueue
from engagement.mail.models import Message, MessageState
from engagement.mail.permissions import Mail


@command
def resend_message(
    message: Message, *, actor: Actor, can_deliver: bool, key: uuid.UUID | None = None
) -> None:
    """Let a worker deliver a mail again, as it was written and under the same Message-ID.

    `can_deliver` is whether a mail server is configured. RuleViolation for a mail that waits or
    was recalled: it would say what is no longer so; and for a letter that goes by post.
    """
    if once.take(key, actor):
        return
    lock(message)
    if not can(actor, Mail.RESEND, message):
        raise NotAllowed(Mail.RESEND)
    if not can_deliver:
        raise RuleViolation(
            _l("No mail server is configured. Mails are kept here until there is one.")
        )
    if message.state == MessageState.QUEUED:
        raise RuleViolation(_l("This mail is waiting to be sent already."))
    if message.state == MessageState.RECALLED:
        raise RuleViolation(_l("This mail was recalled and cannot be sent."))
    if message.state in (MessageState.TO_POST, MessageState.POSTED):
        raise RuleViolation(_l("This letter goes by post: its reader has no e-mail address here."))
    if not message.has_words:
        raise RuleViolation(_l("The words of this mail are not kept any more. It cannot be sent."))
    before = message.state
    message.state, message.sent_at, message.error = MessageState.QUEUED, None, None
    message.attempts = 0
    once.remember(key, message.id)
    record("mail:message:resent", message, actor=actor, state=[before, message.state])
    at = message.send_at if message.send_at > now() else None
    enqueue(
        "mail.deliver_message",
        at=at,
        about=message.about_organization_id,
        message_id=str(message.id),
    )
