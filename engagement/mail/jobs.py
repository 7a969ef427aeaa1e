"""Delivery outside the request; at least once, with the same Message-ID each time."""

import smtplib
import uuid
from contextlib import ExitStack, suppress

import structlog
from flask import current_app
from sqlalchemy import select, update

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db, lock
from engagement.jobs.queue import BACKOFF, job
from engagement.mail import delivery
from engagement.mail.forgetting import forget_sent
from engagement.mail.models import Message, MessageState

log = structlog.get_logger()
READ_AT_ONCE = 10
"""Mails of a batch that are read from the database together."""


@job("mail.deliver_message")
def deliver_message(message_id: str):
    """Send one message unless it was sent or recalled meanwhile; raises to be tried again."""
    settings = current_app.config["SETTINGS"]
    message = _waiting(message_id)
    if message is None:
        return
    try:
        delivery.deliver(delivery.compose(message, settings.mail_from), settings.smtp_url)
    except Exception as error:
        if not _note_failure(message, error):
            raise
    else:
        note_attempt(message)


@job("mail.deliver_batch")
def deliver_batch(message_ids: list[str]):
    """Send what waits of many messages over one line; raises for those to be tried again.

    Where the server cannot be reached at all, each has had its attempt.
    """
    settings = current_app.config["SETTINGS"]
    failed = unreachable = None
    with ExitStack() as stack:
        server = None
        for message_id, mail in _composed(message_ids, settings.mail_from):
            try:
                if unreachable is not None:
                    raise unreachable
                if server is None:
                    server = _line(stack, settings.smtp_url)
                server.send_message(mail)
            except Exception as error:
                if server is None:
                    unreachable = error
                stack.close()  # who knows what the server still expects on this line
                server = None
                if not _note_failure(db.session.get_one(Message, message_id), error):
                    failed = error
            else:
                note_sent(message_id)
    if failed is not None:
        raise failed


def _composed(message_ids, sender):
    """(id, mail) of those that wait, few at a time: who is erased meanwhile is not written to."""
    for first in range(0, len(message_ids), READ_AT_ONCE):
        ids = [uuid.UUID(each) for each in message_ids[first : first + READ_AT_ONCE]]
        waiting = select(Message).where(Message.id.in_(ids), Message.state == MessageState.QUEUED)
        found = {each.id: delivery.compose(each, sender) for each in db.session.scalars(waiting)}
        yield from ((each, found[each]) for each in ids if each in found)


def _line(stack, smtp_url):
    """A line that is closed with the stack, however the server takes it."""
    stack.enter_context(suppress(smtplib.SMTPException, OSError))
    return stack.enter_context(delivery.line(smtp_url))


def _waiting(message_id):
    message = db.session.get(Message, uuid.UUID(message_id))
    return message if message is not None and message.state == MessageState.QUEUED else None


def _note_failure(message, error) -> bool:
    """Note what the server said; whether that is the end of it.

    What has failed so often is not tried again: staff see it and may resend it.
    """
    final = delivery.is_final(error) or message.attempts + 1 >= BACKOFF.max_attempts
    note_attempt(message, error=f"{type(error).__name__}: {error}", final=final)
    log.warning("mail_not_delivered", message=str(message.id), final=final)
    return final


@bookkeeping
def note_sent(message_id: uuid.UUID) -> None:
    """Remember that one of many has left, in one statement."""
    waiting = (Message.id == message_id, Message.state == MessageState.QUEUED)
    values = {"attempts": Message.attempts + 1, "error": None, "sent_at": now()}
    afterwards = db.session.scalar(
        update(Message)
        .where(*waiting)
        .values(state=MessageState.SENT, **values)
        .returning(Message.to_afterwards)
        .execution_options(synchronize_session=False)
    )
    if afterwards:
        forget_sent(db.session.get_one(Message, message_id))


@bookkeeping
def note_attempt(message: Message, *, error: str | None = None, final: bool = False) -> None:
    """Remember how an attempt to deliver went."""
    lock(message)
    message.attempts += 1
    message.error = error
    if error is None:
        message.state, message.sent_at = MessageState.SENT, now()
    elif final:
        message.state = MessageState.FAILED
    if message.to_afterwards and message.state != MessageState.QUEUED:
        forget_sent(message)
