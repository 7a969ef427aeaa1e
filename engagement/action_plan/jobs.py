"""Scheduled entry points of the action plan."""

import structlog

from engagement.action_plan import commands
from engagement.jobs.queue import job

log = structlog.get_logger()


@job("action_plan.take_figures", every="7 0 * * *")
def take_figures():
    """Keep every indicator as it was at the end of the day that is just over."""
    log.info("figures_taken", rows=commands.take_due_figures())
