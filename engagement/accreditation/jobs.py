"""Scheduled entry points of accreditation."""

import uuid

from engagement.accreditation import commands, queries
from engagement.jobs.queue import job


@job("accreditation.effect_decision")
def effect_decision(decision_id: str):
    """Let a decision take effect once its time to be undone is over."""
    decision = queries.get_decision(uuid.UUID(decision_id))
    if decision is not None:
        commands.effect_decision(decision)
