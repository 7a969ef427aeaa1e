"""Delivery outside the request; at least once, with the same Message-ID each time."""

import uuid

import structlog
from flask import current_app

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db, lock
from engagement.jobs.queue import BACKOFF, job
from engagement.mail import delivery
from engagement.mail.forgetting import forget_sent
from engagement.mail.models import Message, MessageState

log = structlog.get_logger()


@job("mail.deliver_message")
def deliver_message(message_id: str):
    """Send one message unless it was sent or recalled meanwhile; raises to be tried again."""
    settings = current_app.config["SETTINGS"]
    message = db.session.get(Message, uuid.UUID(message_id))
    if message is None or message.state != MessageState.QUEUED:
        return
    try:
        delivery.deliver(delivery.compose(message, settings.mail_from), settings.smtp_url)
    except Exception as error:
        # what has failed so often is not tried again: staff see it and may resend it
        final = delivery.is_final(error) or message.attempts + 1 >= BACKOFF.max_attempts
        note_attempt(message, error=f"{type(error).__name__}: {error}", final=final)
        log.warning("mail_not_delivered", message=message_id, final=final)
        if not final:
            raise
    else:
        note_attempt(message)


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
