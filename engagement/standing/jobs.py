"""Scheduled entry points of accreditations that were granted."""

from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job
from engagement.signing.commands import ensure_key
from engagement.standing.commands import night, status_list


@job("standing.issue_list_when_due", every="*/5 * * * *")
def issue_list_when_due():
    """Issue the list of statuses when its time has come (`standing.list_minutes`)."""
    ensure_key(actor=SYSTEM)
    status_list.issue_list_when_due()


@job("standing.issue_list")
def issue_list():
    """Issue it now: a credential names a place that the published list does not have."""
    ensure_key(actor=SYSTEM)
    status_list.issue_list()


@job("standing.run_night", every="30 13 * * *")
def run_night():
    """Remind, propose, carry out what people decided for today; see `commands/night.py`.

    After noon in UTC, when the day before has ended in every time zone.
    """
    night.run_night()
