"""Runs: what was compared, and whether the record still says what was signed."""

import hashlib
import json
import uuid
from datetime import UTC

from sqlalchemy import Select, and_, false, or_, select

from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.screening.models import Cause, ListVersion, ScreeningRun
from engagement.screening.permissions.matches import READERS
from engagement.signing import tokens

TYPE = "screening-run+jws"
ORDER = (ScreeningRun.started_at, ScreeningRun.id)


def get_run(run_id: uuid.UUID) -> ScreeningRun | None:
    """A run by its id."""
    return db.session.get(ScreeningRun, run_id)


def visible_to(actor: Actor) -> Select:
    """Runs as the policy lets this person see them; none over an organization in conflict."""
    statement = select(ScreeningRun).where(
        or_(
            ScreeningRun.organization_id.is_(None),
            ScreeningRun.organization_id.not_in(actor.conflicts),
        )
    )
    if not actor.roles.isdisjoint({*READERS, Role.HEAD_OF_UNIT}):
        return statement
    if Role.AUDITOR not in actor.roles:
        return statement.where(false())
    if actor.audited.is_open:
        return statement
    return statement.where(subjects.happened_in(ScreeningRun.started_at, actor.audited))


def last_run(actor: Actor, *, over_everybody: bool = False) -> ScreeningRun | None:
    """The run that ended last, of those this person may see."""
    statement = visible_to(actor).where(ScreeningRun.ended_at.is_not(None))
    if over_everybody:
        statement = statement.where(ScreeningRun.cause == Cause.LIST_CHANGED)
    return db.session.scalars(statement.order_by(ScreeningRun.ended_at.desc()).limit(1)).first()


def last_of(organization: Organization) -> ScreeningRun | None:
    """The run that compared an organization last."""
    return db.session.scalars(
        select(ScreeningRun)
        .where(ScreeningRun.organization_id == organization.id, ScreeningRun.ended_at.is_not(None))
        .order_by(ScreeningRun.ended_at.desc())
        .limit(1)
    ).first()


def run_of_version(version: ListVersion) -> ScreeningRun | None:
    """The run that compared everybody with what a version brought."""
    return db.session.scalars(
        select(ScreeningRun).where(
            and_(
                ScreeningRun.cause == Cause.LIST_CHANGED,
                ScreeningRun.list_version_id == version.id,
            )
        )
    ).first()


def digest_of(run: ScreeningRun) -> bytes:
    """SHA-256 of everything a run's record says."""
    values = {
        "id": str(run.id),
        "cause": run.cause.value,
        "organization": str(run.organization_id),
        "list_version": str(run.list_version_id),
        "asked_by": str(run.asked_by_id),
        "list_versions": run.list_versions,
        "algorithm": run.algorithm,
        "thresholds": run.thresholds,
        "counts": run.counts,
        "started_at": _written(run.started_at),
        "ended_at": _written(run.ended_at),
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def is_whole(run: ScreeningRun) -> bool:
    """Whether a run that ended says what it said when it was signed."""
    if run.digest is None or run.signature is None or digest_of(run) != run.digest:
        return False
    try:
        claims = tokens.check(run.signature, typ=TYPE).claims
    except tokens.NotSigned:
        return False
    return claims.get("run") == str(run.id) and claims.get("sha256") == run.digest.hex()


def _written(moment):
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
