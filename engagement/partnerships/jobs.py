"""Scheduled entry points of partnerships: each record in a transaction of its own."""

from engagement.core.clock import today
from engagement.jobs.queue import job
from engagement.partnerships.commands import complaints, decisions, reports
from engagement.partnerships.models import PartnershipState
from engagement.partnerships.queries import complaints as complained
from engagement.partnerships.queries import partnerships as queries


@job("partnerships.watch", every="50 4 * * *")
def watch():
    """Go on after screening, expire, ask for end reports, remind, escalate."""
    for one in map(queries.get_partnership, queries.ids_in(PartnershipState.SUBMITTED)):
        decisions.note_screened(one)
    for one in map(queries.get_partnership, queries.ids_in(PartnershipState.DECIDED)):
        decisions.expire_partnership(one)
    for one in map(queries.get_partnership, queries.ids_in(PartnershipState.ACTIVE)):
        decisions.ask_end_report(one)
    for one in map(queries.get_report, queries.reports_to_tell(today())):
        reports.watch_report(one)
    for one in map(complained.get_complaint, complained.overdue(today())):
        complaints.escalate_complaint(one)
