"""Events, the queue of those not yet sealed, the seals, and the log of sensitive reads."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class AuditEvent(Base):
    """Something that happened. No foreign key to its subject: evidence outlives records."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject", "subject_type", "subject_id", "id"),
        Index("ix_audit_event_about_organization", "about_organization_id", "id"),
        Index("ix_audit_event_actor", "actor_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    happened_at: Mapped[datetime]
    action: Mapped[str] = mapped_column(index=True)
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    about_organization_id: Mapped[uuid.UUID | None]
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str] = mapped_column(Text)
    data: Mapped[dict] = mapped_column(JSONB)


class AuditUnsealed(Base):
    """Events no seal covers yet; filled by a trigger, emptied by the seal.

    `digest` is what the event said when it was written: a change before the seal shows, too.
    """

    __tablename__ = "audit_unsealed"

    id = None
    event_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class AuditSeal(Base):
    """A link of the chain: which events, a mark of 32 bytes for each, and a digest over both."""

    __tablename__ = "audit_seal"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    events: Mapped[list] = mapped_column(INT8MULTIRANGE)
    marks: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class ReadEvent(Base):
    """Somebody opened a record that is not for everybody."""

    __tablename__ = "audit_read_event"
    __table_args__ = (Index("ix_audit_read_event_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    read_at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    about_organization_id: Mapped[uuid.UUID | None]
