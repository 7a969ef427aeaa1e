"""What the house itself does by the clock: seal the trail, forget old counters."""

from flask import current_app

from engagement.audit import sealing
from engagement.core import limits
from engagement.jobs import commands
from engagement.jobs.queue import job


@job("audit.seal_events", every="* * * * *")
def seal_events():
    """Seal new audit events each minute."""
    while sealing.seal(current_app.config["SETTINGS"].secret_key.encode()):
        pass


@job("core.forget_counters", every="17 3 * * *")
def forget_counters():
    """Drop limit counters that no limit looks at any more, and notes about jobs that are gone."""
    limits.forget_old()
    commands.forget_failures()
