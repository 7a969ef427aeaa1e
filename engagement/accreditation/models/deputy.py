"""Who stands in for whom, with cases or in a function, from a day to a day."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.permissions import Role


class Deputy(Base):
    """`deputy` stands in for `person` from `from_day` to `to_day`, unless ended before.

    Without a `function` it is the person's cases that the deputy sees; with one the deputy may
    what the function may (product 1), and four eyes still look at the person.
    """

    __tablename__ = "accreditation_deputy"
    __table_args__ = (
        CheckConstraint("to_day >= from_day", name="ends_after_start"),
        CheckConstraint("person_id <> deputy_id", name="two_people"),
        CheckConstraint(
            "function IN ('head_of_unit', 'private_sector_head', 'director', 'approver')",
            name="lent_function",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    deputy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    function: Mapped[Role | None]
    from_day: Mapped[date]
    to_day: Mapped[date]
    named_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Account] = relationship(foreign_keys=[person_id])
    deputy: Mapped[Account] = relationship(foreign_keys=[deputy_id])
