"""Tables of sector and country risk: versions with their source; none until one is loaded."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled


class TableKind(Labelled):
    """What a table speaks of."""

    SECTOR = "sector", _l("Sectors")
    COUNTRY = "country", _l("Countries and areas")


class RiskTable(Base):
    """A version of a table. `rows` are {code, label, level}; the label of a country is empty.

    A version without rows withdraws the one before: then nothing counts.
    """

    __tablename__ = "screening_risk_table"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        CheckConstraint("citation <> ''", name="cited"),
        Index(
            "uq_screening_risk_table_in_force",
            "kind",
            unique=True,
            postgresql_where="superseded_at IS NULL",
        ),
    )

    kind: Mapped[TableKind]
    number: Mapped[int]
    rows: Mapped[list] = mapped_column(JSONB)
    citation: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date]
    """The day the source is of."""
    note: Mapped[str] = mapped_column(Text, default="")
    loaded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    loaded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]

    loaded_by: Mapped[Account] = relationship()
