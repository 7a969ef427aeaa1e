"""Scheduled entry points of accreditations that were granted."""

from engagement.jobs.queue import job
from engagement.standing.commands import night


@job("standing.run_night", every="30 13 * * *")
def run_night():
    """Remind, propose, carry out what people decided for today; see `commands/night.py`.

    After noon in UTC, when the day before has ended in every time zone.
    """
    night.run_night()
