"""Partnerships at each step, meetings with business and complaints, for the pages."""

from datetime import timedelta

from engagement.core.clock import moved_to, now
from engagement.core.permissions import Role
from engagement.demo.case_builders import make_accreditation
from engagement.demo.partnership_builders import (
    make_active,
    make_business_meeting,
    make_decided,
    make_draft,
    make_screened,
)
from engagement.organizations.queries import actor_for
from engagement.partnerships.commands import complaints, decisions, proposals, reports
from engagement.partnerships.queries import partnerships as queries
from engagement.screening.levels import Level

NAME = "Green Youth (Kenya) – تبريد Cooling"


def partnership_samples(samples, organization) -> None:
    """Drafts and partnerships of the focal point's organization, so that its pages are drawn."""
    leader = actor_for(samples.people["focal_point"])
    officer = actor_for(samples.people[Role.SCREENING_OFFICER])
    own = {"organization": organization, "leader": leader, "title": NAME}
    draft, _leader = make_draft(**own, emblem=NAME, conflict=NAME, value=12500, currency="USD")
    other = make_accreditation(name=NAME).organization
    proposals.add_partner(draft, other, actor=leader)
    sent, _leader = make_draft(**own)
    proposals.submit_partnership(sent, actor=leader)
    screened, _leader = make_screened(**own)
    advised, _leader = make_screened(Level.MODERATE, **own)
    decisions.recommend_partnership(advised, actor=officer, accept=True, reason=NAME)
    decided, _leader = make_decided(**own)
    active, _leader = make_active(Level.HIGH, days=60, **own)
    waits, _leader = make_active(Level.HIGH, days=90, **own)
    report = queries.open_report(active)
    reports.send_report(report, actor=leader, text=NAME, results=NAME)
    ended, _leader = make_active(**own, region=None, subregion=None)
    decisions.end_partnership(ended, actor=officer, over_on=now().date(), reason=NAME)
    meetings = [
        make_business_meeting(topic=NAME, participants=((NAME, NAME), (other.name, NAME))),
        make_business_meeting(days=2),
    ]
    samples.values |= {
        "partnership_id": [
            each.id for each in (draft, sent, screened, advised, decided, active, waits, ended)
        ],
        "partnership_report_id": [queries.open_report(waits).id, report.id],
        "business_meeting_id": [each.id for each in meetings],
        "complaint_id": [],
    }
    tokens = complain(samples, active, officer)
    samples.given |= {
        "partnerships.show_entry": [{"number": each.reference} for each in (active, ended)],
        "partnerships.follow_complaint": [{"token": token} for token in tokens],
        "partnerships.add_partner": [{"partnership_id": draft.id}],
        # a child process prints it for seconds, and one like another
        "partnerships.download_audit_file": [
            {"partnership_id": each.id} for each in (draft, ended)
        ],
        "partnerships.change_proposal": [{"partnership_id": draft.id}],
        "partnerships.propose_partnership": [{"organization_id": organization.id}],
    }


def complain(samples, partnership, officer) -> list[str]:
    """Complaints in each state; what their links hold."""
    tokens = []
    for steps in range(4):
        with moved_to(now() - timedelta(days=steps)):
            complaint, token = complaints.receive_complaint(
                partnership=partnership if steps % 2 == 0 else None,
                text=NAME,
                email="reader@place.example" if steps else "",
                language="ar",
            )
        if steps > 0:
            complaints.look_into_complaint(complaint, actor=officer, note=NAME)
        if steps > 1:
            complaints.answer_complaint(complaint, actor=officer, answer=NAME)
        if steps > 2:
            complaints.close_complaint(complaint, actor=officer, note="")
        samples.values["complaint_id"].append(complaint.id)
        tokens.append(token)
    return tokens
