"""What reviewers judge and recommend."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.core.db import Base
from engagement.core.text import Labelled


class Verdict(Labelled):
    """How a criterion stands."""

    MET = "met", _l("Met")
    NOT_MET = "not_met", _l("Not met")
    UNCLEAR = "unclear", _l("Unclear")


class Finding(Base):
    """One reviewer's judgement of one criterion, with what it rests on.

    A letter of refusal quotes `reason`; `note` is for the desk alone.
    """

    __tablename__ = "accreditation_finding"
    __table_args__ = (UniqueConstraint("application_id", "criterion", "reviewer_id"),)

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    criterion: Mapped[str]
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    verdict: Mapped[Verdict]
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list] = mapped_column(JSONB, default=list)
    judged_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    reviewer: Mapped[Account] = relationship()


class Recommendation(Base):
    """A reviewer's advice to whoever decides; `withdrawn_at` when the case was sent back."""

    __tablename__ = "accreditation_recommendation"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_application.id"), index=True
    )
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    accredit: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    reviewer: Mapped[Account] = relationship()
