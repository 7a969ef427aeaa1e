"""Begin and end the record of a run; within other commands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.matching.reasons import ALGORITHM_VERSION, Thresholds
from engagement.organizations.models import Organization
from engagement.screening.models import Cause, ListVersion, ScreeningRun, Source
from engagement.screening.queries import runs as queries
from engagement.signing import tokens
from engagement.signing.commands import ensure_key

COUNTED = ("parties", "entries", "hits", "opened", "reopened", "kept", "lapsed")
"""What every record counts, zeros included."""


def begin_run(
    cause: Cause,
    *,
    actor: Actor,
    versions: Mapping[Source, ListVersion],
    rules: Thresholds,
    organization: Organization | None = None,
    version: ListVersion | None = None,
) -> ScreeningRun:
    """The row of a run that begins now, with the lists and rules in force."""
    run = ScreeningRun(
        cause=cause,
        organization_id=organization.id if organization else None,
        list_version_id=version.id if version else None,
        asked_by_id=actor.id,
        list_versions={
            source.value: {
                "id": str(each.id),
                "sha256": each.digest.hex(),
                "in_force_since": each.in_force_since.isoformat(timespec="seconds"),
            }
            for source, each in sorted(versions.items())
        },
        algorithm=ALGORITHM_VERSION,
        thresholds=asdict(rules),
        counts=dict.fromkeys(COUNTED, 0),
        started_at=now(),
    )
    db.session.add(run)
    db.session.flush()
    return run


def count_in(run: ScreeningRun, counts: Counter) -> None:
    """Add to what a run counted so far."""
    run.counts = {name: run.counts[name] + counts[name] for name in COUNTED}


def end_run(run: ScreeningRun, *, actor: Actor) -> None:
    """Sign what a run found, also when it found nothing."""
    ensure_key(actor=actor)
    with db.session.no_autoflush:  # a run that ended is signed, says a CHECK
        run.ended_at = now()
        run.digest = queries.digest_of(run)
        claims = {
            "run": str(run.id),
            "sha256": run.digest.hex(),
            "iat": int(run.ended_at.timestamp()),
        }
        run.signature = tokens.sign(claims, typ=queries.TYPE)
    record("screening:run:ended", run, actor=actor, cause=run.cause, counts=run.counts)
