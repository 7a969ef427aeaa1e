"""A message as its reader gets it."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.core.text import Labelled


class MessageState(Labelled):
    """Where a message is on its way."""

    QUEUED = "queued", _l("Waiting to be sent")
    SENT = "sent", _l("Sent")
    FAILED = "failed", _l("Could not be delivered")
    RECALLED = "recalled", _l("Recalled before sending")
    KEPT = "kept", _l("Kept, no mail server configured")
    TO_POST = "to_post", _l("To be printed and posted")
    POSTED = "posted", _l("Posted")


class Message(Base):
    """One mail to one person, in that person's language, as it left or will leave.

    One to a reader without an address is printed and posted by staff, on `posted_on`; `to` is
    the reader's name then. `holds_link`: a link in it acts as its reader, so that nobody else
    may read the words. `calendar`
    is an invitation (RFC 5545), which names the reader, `calendar_method` what it asks for.
    `to_afterwards` replaces `to` once the mail to an erased reader has left.
    """

    __tablename__ = "mail_message"
    __table_args__ = (
        Index("ix_mail_message_subject", "about_type", "about_id"),
        Index("ix_mail_message_list", "created_at", "id"),
        CheckConstraint(
            "calendar IS NULL OR calendar_method IS NOT NULL", name="calendar_with_method"
        ),
        Index("ix_mail_message_to_post", "created_at", "id", postgresql_where="state = 'to_post'"),
    )

    state: Mapped[MessageState] = mapped_column(default=MessageState.QUEUED)
    template: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    to: Mapped[str] = mapped_column(Text)
    to_afterwards: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    body_text: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    calendar: Mapped[str | None] = mapped_column(Text)
    calendar_method: Mapped[str | None]
    about_type: Mapped[str | None]
    about_id: Mapped[uuid.UUID | None]
    about_organization_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    holds_link: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    posted_on: Mapped[date | None]
    error: Mapped[str | None] = mapped_column(Text)

    @property
    def has_words(self) -> bool:
        """Whether its text is still kept: see `retention`; a mail without cannot be sent again."""
        return self.body_text != ""

    @property
    def message_id(self) -> str:
        """The Message-ID: fixed, so that a mail sent twice can be recognized."""
        return f"<{self.id}@engagement>"
