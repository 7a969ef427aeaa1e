"""Letters that have left, or will: the stored mails are their only text."""

import uuid

from sqlalchemy import select

from engagement.accreditation.models import Application
from engagement.core.db import db
from engagement.mail.models import Message, MessageState

LETTERS = (
    "accreditation/application_accredited",
    "accreditation/application_refused",
    "accreditation/application_closed",
    "accreditation/reconsideration_upheld",
    "accreditation/reconsideration_overturned",
    "accreditation/reconsideration_reopened",
)
"""Mails that are decisions, by template: they have a page of their own that stays."""


def letters_of(application: Application, reader_id: uuid.UUID | None = None) -> list[Message]:
    """The letters on an application, oldest first.

    Of each the reader's own; for one who was not written to, that in the application's language,
    else the first sent.
    """
    rows = db.session.scalars(
        select(Message)
        .where(
            Message.about_type == Application.__tablename__,
            Message.about_id == application.id,
            Message.template.in_(LETTERS),
            Message.state != MessageState.RECALLED,
        )
        .order_by(Message.created_at, Message.to)
    )

    def rank(message):
        own = reader_id is not None and message.person_id == reader_id
        return 0 if own else 1 if message.language == application.language else 2

    kept: dict[tuple, Message] = {}
    for message in rows:
        event = (message.template, message.created_at.replace(microsecond=0))
        if event not in kept or rank(message) < rank(kept[event]):
            kept[event] = message
    return list(kept.values())


def get_letter(application: Application, message_id: uuid.UUID) -> Message | None:
    """A letter on this application, or None for any other mail."""
    message = db.session.get(Message, message_id)
    if message is None or message.about_id != application.id or message.template not in LETTERS:
        return None
    return message
