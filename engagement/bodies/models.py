"""Governing bodies: what is written of each, who sits in its bureau, meetings, decisions."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.db import Base
from engagement.core.text import Labelled


class BodyKey(Labelled):
    """The governing bodies, by the word in their addresses."""

    ASSEMBLY = "assembly", _l("United Nations Environment Assembly")
    COMMITTEE = "committee", _l("Committee of Permanent Representatives")
    SUBCOMMITTEE = (
        "subcommittee",
        _l("Annual subcommittee of the Committee of Permanent Representatives"),
    )


class Mode(Labelled):
    """How people take part in a meeting."""

    IN_PERSON = "in_person", _l("In person")
    HYBRID = "hybrid", _l("In person and online")
    ONLINE = "online", _l("Online")


class BureauFunction(Labelled):
    """What somebody is in a bureau."""

    PRESIDENT = "president", _l("President")
    CHAIR = "chair", _l("Chair")
    VICE_PRESIDENT = "vice_president", _l("Vice-President")
    VICE_CHAIR = "vice_chair", _l("Vice-Chair")
    RAPPORTEUR = "rapporteur", _l("Rapporteur")


class Body(Base):
    """What is written of a body; without a row nothing is yet."""

    __tablename__ = "body"

    key: Mapped[BodyKey] = mapped_column(unique=True)
    mandate: Mapped[dict] = mapped_column(JSONB, default=dict)
    """The text by language."""
    website: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime | None]


class Removable:
    """What can be removed when it was entered wrongly: it stays, with the reason, unread."""

    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    removal_reason: Mapped[str | None] = mapped_column(Text)


def removed_with_reason() -> CheckConstraint:
    """The constraint of a table whose rows can be removed."""
    return CheckConstraint(
        "(removed_at IS NULL) = (removed_by_id IS NULL)"
        " AND (removed_at IS NULL) = (removal_reason IS NULL)",
        name="removed_with_reason",
    )


class BureauMember(Removable, Base):
    """Somebody who sits in the bureau of a body, for a State; a public office."""

    __tablename__ = "body_bureau_member"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        removed_with_reason(),
        Index("ix_body_bureau_member_body", "body", "from_day"),
    )

    body: Mapped[BodyKey]
    function: Mapped[BureauFunction]
    country: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    latin_name: Mapped[str | None] = mapped_column(Text)
    from_day: Mapped[date]
    to_day: Mapped[date | None]


class Meeting(Removable, Base):
    """A session or meeting of a body."""

    __tablename__ = "body_meeting"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        removed_with_reason(),
        Index("ix_body_meeting_body", "body", "from_day"),
    )

    body: Mapped[BodyKey]
    title: Mapped[dict] = mapped_column(JSONB)
    """By language; at least one."""
    from_day: Mapped[date]
    to_day: Mapped[date]
    place: Mapped[str] = mapped_column(Text)
    mode: Mapped[Mode]
    documents_url: Mapped[str | None] = mapped_column(Text)


class BodyDecision(Removable, Base):
    """A decision or resolution of a body, with links to its texts."""

    __tablename__ = "body_decision"
    __table_args__ = (
        removed_with_reason(),
        Index("ix_body_decision_body", "body", "decided_on"),
        Index(
            "uq_body_decision_symbol", "symbol", unique=True, postgresql_where="removed_at IS NULL"
        ),
    )

    body: Mapped[BodyKey]
    symbol: Mapped[str] = mapped_column(Text)
    title: Mapped[dict] = mapped_column(JSONB)
    decided_on: Mapped[date]
    meeting_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("body_meeting.id"))
    texts: Mapped[dict] = mapped_column(JSONB, default=dict)
    """Address of the text, by language."""

    meeting: Mapped[Meeting | None] = relationship()
