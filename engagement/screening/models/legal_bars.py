"""Legal bars: confirmed matches of major-group organizations, which are no criterion."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.models.matches import Match


class BarState(Labelled):
    """How far a legal bar is."""

    ADVICE = "advice", _l("Waits for legal advice")
    PUT = "put", _l("Put to the organization")
    KEPT_BACK = "kept_back", _l("Not put to the organization, on legal advice")
    LIFTED = "lifted", _l("Lifted")


class LegalBar(Base):
    """What follows from a confirmed match of a major-group case (product 4.2).

    A legal adviser advises in writing; with the advice the match is put to the organization, with
    the entry and the address of the delisting office (`put_text`), or, for reasons in the advice,
    not in writing. The organization sees nothing before it is put to it.
    """

    __tablename__ = "screening_legal_bar"
    __table_args__ = (
        CheckConstraint("(state = 'advice') <= (advised_at IS NULL)", name="waits_without_advice"),
        CheckConstraint(
            "(state IN ('put', 'kept_back')) <= (advised_by_id IS NOT NULL AND advice IS NOT NULL)",
            name="advised_in_writing",
        ),
        CheckConstraint("(put_at IS NULL) = (put_text IS NULL)", name="put_in_words"),
        CheckConstraint("(state = 'lifted') = (lifted_at IS NOT NULL)", name="lifted_at_a_moment"),
        Index(
            "uq_screening_legal_bar_match",
            "match_id",
            unique=True,
            postgresql_where="state <> 'lifted'",
        ),
        Index("ix_screening_legal_bar_organization_id", "organization_id"),
    )

    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_match.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    state: Mapped[BarState] = mapped_column(default=BarState.ADVICE)
    opened_at: Mapped[datetime]
    advice: Mapped[str | None] = mapped_column(Text)
    advised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    advised_at: Mapped[datetime | None]
    put_text: Mapped[str | None] = mapped_column(Text)
    put_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    lifted_because: Mapped[str | None] = mapped_column(Text)

    match: Mapped[Match] = relationship()
    organization: Mapped[Organization] = relationship()
    advised_by: Mapped[Account | None] = relationship()
