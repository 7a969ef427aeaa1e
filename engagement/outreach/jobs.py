"""Scheduled entry points of encouraging."""

import structlog

from engagement.core.clock import today
from engagement.jobs.queue import job
from engagement.outreach.commands.follow_ups import write_follow_up
from engagement.outreach.queries.follow_ups import due_ids

log = structlog.get_logger()


@job("outreach.write_follow_ups", every="40 5 * * *")
def write_follow_ups():
    """Write to those whose day has come; each in a transaction of its own."""
    due = due_ids(today())
    written = sum(write_follow_up(each) for each in due)
    if due:
        log.info("follow_ups_written", due=len(due), written=written)
