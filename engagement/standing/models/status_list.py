"""Places in the list of statuses, and its issues."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accreditation.models import Accreditation
from engagement.core.db import Base


class StatusIndex(Base):
    """Which place of the list speaks of an accreditation; it never changes, nor is it used again.

    Places are given in the order in which they are asked for: they tell nothing but that.
    """

    __tablename__ = "standing_status_index"
    __table_args__ = (CheckConstraint("position >= 0", name="counts_from_zero"),)

    accreditation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation.id"), unique=True)
    position: Mapped[int] = mapped_column(unique=True)

    accreditation: Mapped[Accreditation] = relationship()


class StatusListIssue(Base):
    """The list as it was signed at a moment: everybody is given the same one.

    `jws` is published as it is, `digest` is its SHA-256. The next is due at `next_issue_at`; nobody
    should rely on this one from `expires_at` on.
    """

    __tablename__ = "standing_status_list"
    __table_args__ = (
        CheckConstraint("next_issue_at > issued_at", name="next_comes_later"),
        CheckConstraint("expires_at >= next_issue_at", name="holds_until_the_next"),
    )

    issued_at: Mapped[datetime] = mapped_column(index=True)
    next_issue_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    jws: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
