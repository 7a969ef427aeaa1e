"""What operations change by themselves."""

import uuid
from types import SimpleNamespace

import structlog

from engagement.audit.commands import record
from engagement.core import retention
from engagement.core.db import command
from engagement.core.permissions import SYSTEM

log = structlog.get_logger()

HOUSE = SimpleNamespace(__tablename__="house", id=uuid.UUID(int=0))
"""What events about no single record hang on in the trail."""


@command
def apply_retention(*, dry_run: bool = False) -> dict[str, int]:
    """Delete what has been kept long enough; returns how many rows by each rule (R-57).

    A second run finds nothing more. Each leaves one event, so that the trail shows it ran.
    `dry_run` counts the same rows only.
    """
    done = retention.counts() if dry_run else retention.apply()
    log.info("retention", dry_run=dry_run, **done)
    if not dry_run:
        record("operations:retention:applied", HOUSE, actor=SYSTEM, rows=done)
    return done
