"""Scheduled entry points of organizations: claims that take effect, and that lapse."""

import uuid
from datetime import timedelta

from engagement.core.clock import now
from engagement.jobs.queue import job
from engagement.organizations import commands, settings
from engagement.organizations.queries import claims


@job("organizations.effect_claim")
def effect_claim(claim_id: str):
    """Let a claim that two people confirmed take effect, once the time to object is over."""
    claim = claims.get_claim(uuid.UUID(claim_id))
    if claim is not None:
        commands.effect_claim(claim)


@job("organizations.expire_claims", every="45 12 * * *")
def expire_claims():
    """Let claims lapse of which no proof came, and grant those whose job was lost."""
    for claim in claims.unproved_before(now() - timedelta(days=settings.claim_proof_days())):
        commands.expire_claim(claim)
    for claim in claims.due_to_take_effect():
        commands.effect_claim(claim)
