"""A claim: somebody says that an organization nobody leads is theirs, and how it is proved."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.organizations.models.organization import Organization


class ClaimWay(Labelled):
    """How it is proved."""

    MAILBOX = "mailbox", _l("A link to a mailbox that we know")
    LETTER = "letter", _l("A letter, and a mailbox at the organization's web domain")
    RECOVERY = "recovery", _l("A letter that staff hold")


class ClaimState(Labelled):
    """How far it is (the table is in `workflow.py`)."""

    OPENED = "opened", _l("To be proved")
    PROVED = "proved", _l("To be checked by staff")
    CHECKED = "checked", _l("To be confirmed by a second person")
    WAITING = "waiting", _l("Time to object is running")
    OBJECTED = "objected", _l("Somebody objects")
    GRANTED = "granted", _l("Granted")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    EXPIRED = "expired", _l("Lapsed")


OPEN_CLAIM = (
    ClaimState.OPENED,
    ClaimState.PROVED,
    ClaimState.CHECKED,
    ClaimState.WAITING,
    ClaimState.OBJECTED,
)
_OPEN = ", ".join(f"'{state.value}'" for state in OPEN_CLAIM)


class Claim(Base):
    """One claim, from the first word to its end.

    `claimant` has an account; for a recovery, which staff open, nobody has: `email` is whom they
    will invite. `proof_email` is where the link went that proves it. Known contacts are told when
    the first member of staff has found it right, and can object until `objections_until`.
    """

    __tablename__ = "organization_claim"
    __table_args__ = (
        CheckConstraint("checked_by_id <> confirmed_by_id", name="two_people"),
        CheckConstraint(
            "checked_by_id <> claimant_id AND confirmed_by_id <> claimant_id", name="not_ones_own"
        ),
        CheckConstraint("(way = 'recovery') = (claimant_id IS NULL)", name="who_claims"),
        CheckConstraint(
            "state NOT IN ('proved', 'checked', 'waiting', 'granted') OR proved_at IS NOT NULL",
            name="proved_first",
        ),
        CheckConstraint(
            "state NOT IN ('waiting', 'granted')"
            " OR checked_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL",
            name="confirmed_by_two",
        ),
        CheckConstraint(
            "way = 'mailbox' OR proved_at IS NULL OR letter_id IS NOT NULL", name="letter_on_file"
        ),
        Index(
            "uq_claim_open",
            "organization_id",
            "claimant_id",
            unique=True,
            postgresql_where=f"state IN ({_OPEN})",
            postgresql_nulls_not_distinct=True,
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    way: Mapped[ClaimWay]
    state: Mapped[ClaimState]
    claimant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    email: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    letter_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    proof_email: Mapped[str | None] = mapped_column(Text)
    proof_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    proof_expires_at: Mapped[datetime | None]
    mailbox_proved_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    objections_until: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(Text)

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    claimant: Mapped[Account | None] = relationship(foreign_keys=[claimant_id])
    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=[confirmed_by_id])
    ended_by: Mapped[Account | None] = relationship(foreign_keys=[ended_by_id])
    letter: Mapped[Document | None] = relationship()
    notices: Mapped[list["ClaimNotice"]] = relationship(
        back_populates="claim", order_by="ClaimNotice.told_at"
    )

    @property
    def is_open(self) -> bool:
        """Whether something can still come of it."""
        return self.state in OPEN_CLAIM


class ClaimNotice(Base):
    """That somebody who knows the organization was told of a claim, and whether they object.

    The link in the mail is kept as a hash; it needs no account. `person_id` is a former focal
    point; for an address of a list there is none.
    """

    __tablename__ = "organization_claim_notice"

    claim_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization_claim.id"), index=True)
    email: Mapped[str] = mapped_column(Text)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    told_at: Mapped[datetime]
    objected_at: Mapped[datetime | None]
    objection: Mapped[str | None] = mapped_column(Text)

    claim: Mapped[Claim] = relationship(back_populates="notices")

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose claim it is about."""
        return self.claim.organization_id
