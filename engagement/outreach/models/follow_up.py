"""An address left at the eligibility checker, for one mail."""

from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.core.text import Labelled


class Result(Labelled):
    """What the checker said."""

    CAN_APPLY = "can_apply", _l("Can apply")
    NOT_YET = "not_yet", _l("Not yet, from a day on")


class FollowUp(Base):
    """Who wants one mail, and when; nothing else of the checker's answers is kept.

    `apply_from` is the day from which the organization can apply, if it cannot yet. Both tokens
    open the page that deletes the row: the first is mailed to be confirmed, the second with the
    one mail. `closed_at`: the mail was written, or none was needed since the person has applied.
    """

    __tablename__ = "outreach_follow_up"
    __table_args__ = (
        CheckConstraint("(result = 'not_yet') = (apply_from IS NOT NULL)", name="day_known"),
        CheckConstraint("closed_at IS NULL OR confirmed_at IS NOT NULL", name="confirmed_first"),
        CheckConstraint("written_at IS NULL OR closed_at IS NOT NULL", name="written_once"),
        CheckConstraint(
            "(written_at IS NULL) = (mail_token_hash IS NULL)", name="mail_has_its_link"
        ),
        Index(
            "uq_follow_up_open",
            "email_key",
            unique=True,
            postgresql_where="confirmed_at IS NOT NULL AND closed_at IS NULL",
        ),
        Index(
            "ix_follow_up_due",
            "write_on",
            postgresql_where="confirmed_at IS NOT NULL AND closed_at IS NULL",
        ),
    )

    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text, index=True)
    language: Mapped[str]
    result: Mapped[Result]
    apply_from: Mapped[date | None]
    write_on: Mapped[date]
    consent_version: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    mail_token_hash: Mapped[bytes | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    confirm_until: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    written_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class FollowUpTally(Base):
    """How many closed follow-ups were deleted, by the year of closing, and how many had applied."""

    __tablename__ = "outreach_follow_up_tally"
    __table_args__ = (CheckConstraint("0 <= applied AND applied <= people", name="counts"),)

    id = None  # type: ignore[assignment]
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people: Mapped[int]
    applied: Mapped[int]
