"""What was done to encourage organizations, and notes that correct it."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.countries import Region
from engagement.core.db import Base
from engagement.core.text import Labelled


class OutreachKind(Labelled):
    """What was done."""

    MEETING = "meeting", _l("Meeting")
    LETTER = "letter", _l("Letter")
    WEBINAR = "webinar", _l("Webinar")
    VISIT = "visit", _l("Visit")
    MAILING = "mailing", _l("Mailing")


class OutreachRecord(Base):
    """One act of outreach on `held_on`; without a region it was meant for all of them.

    `countries` are codes within the region, `major_groups` values of `MajorGroup`; both may be
    empty, which means no choice was made among them. `result` is what came of it, if known.
    """

    __tablename__ = "outreach_record"
    __table_args__ = (
        CheckConstraint("people_reached >= 0 AND organizations_reached >= 0", name="reached"),
        Index("ix_outreach_record_list", "held_on", "id"),
    )

    kind: Mapped[OutreachKind]
    title: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date]
    region: Mapped[Region | None]
    countries: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    major_groups: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    people_reached: Mapped[int | None]
    organizations_reached: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]

    author: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class OutreachNote(Base):
    """Something that corrects or completes a record once it cannot be changed any more."""

    __tablename__ = "outreach_note"

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outreach_record.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime]

    author: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
