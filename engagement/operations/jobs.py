"""What operations do by the clock."""

import structlog

from engagement.accounts.queries import with_role
from engagement.core import invariants
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.jobs.queue import job
from engagement.mail import outbox
from engagement.operations import commands

log = structlog.get_logger()


@job("operations.check_invariants", every="47 2 * * *")
def check_invariants():
    """Run every invariant each night; what is broken is logged with its rows, and mailed."""
    broken = invariants.broken()
    for name, rows in broken.items():
        log.error("invariant_broken", invariant=name, rows=rows)
    if broken:
        tell_administrators(sorted(broken))
    else:
        log.info("invariants_hold", checked=len(invariants.DECLARED))


@job("operations.apply_retention", every="27 1 * * *")
def apply_retention():
    """Delete each night what has been kept long enough."""
    commands.apply_retention()


@bookkeeping
def tell_administrators(names: list[str]) -> None:
    """Mail the names of broken invariants; their rows may be of cases, so they stay in the log."""
    for person in with_role(Role.ADMINISTRATOR):
        outbox.send("operations/invariants_broken", to=person, names=names)
