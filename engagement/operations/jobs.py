"""What operations do by the clock."""

import structlog

from engagement.core import invariants
from engagement.jobs.queue import job

log = structlog.get_logger()


@job("operations.check_invariants", every="47 2 * * *")
def check_invariants():
    """Run every invariant each night; what is broken is logged as an error, with its rows."""
    for name, rows in invariants.broken().items():
        log.error("invariant_broken", invariant=name, rows=rows)
