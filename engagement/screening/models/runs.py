"""Runs: what was compared with what, when and by which rules, also when nothing was found."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization


class Cause(Labelled):
    """Why a run was made."""

    SUBMISSION = "submission", _l("An application was submitted")
    PARTY_CHANGED = "party_changed", _l("Names or people of an organization changed")
    LIST_CHANGED = "list_changed", _l("A new version of a list came into force")
    ASKED = "asked", _l("Somebody asked for it")
    REMAINING = "remaining", _l("It had not been compared yet")


class ScreeningRun(Base):
    """One comparison: of one organization with every list, or of everybody with what is new.

    `list_versions` name each source's version (id, hash, when it came into force), `thresholds` and
    `algorithm` the rules. `counts` holds parties, entries, hits, opened, reopened, kept, lapsed,
    zeros included. `cursor` is the last party done: a run that was cut short goes on behind it.
    `digest` is the SHA-256 of all that (`queries.runs.digest_of`), `signature` its compact JWS.
    """

    __tablename__ = "screening_run"
    __table_args__ = (
        CheckConstraint(
            "(ended_at IS NULL) = (digest IS NULL) AND (digest IS NULL) = (signature IS NULL)",
            name="signed_when_ended",
        ),
        CheckConstraint(
            "(cause = 'list_changed') = (organization_id IS NULL)",
            name="of_an_organization",
        ),
        Index("ix_screening_run_started", "started_at", "id"),
        Index("ix_screening_run_organization_id", "organization_id"),
        Index(
            "uq_screening_run_of_version",
            "list_version_id",
            unique=True,
            postgresql_where="cause = 'list_changed'",
        ),
    )

    cause: Mapped[Cause]
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organization.id"))
    list_version_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("screening_list_version.id")
    )
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    list_versions: Mapped[dict] = mapped_column(JSONB)
    algorithm: Mapped[str]
    thresholds: Mapped[dict] = mapped_column(JSONB)
    counts: Mapped[dict] = mapped_column(JSONB)
    cursor: Mapped[uuid.UUID | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    signature: Mapped[str | None] = mapped_column(Text)

    organization: Mapped[Organization | None] = relationship()
    asked_by: Mapped[Account | None] = relationship()
