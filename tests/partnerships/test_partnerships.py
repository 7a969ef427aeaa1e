"""Partnerships: proposed, confirmed, screened, decided by the route, begun, reported on, over."""

import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from engagement.accounts.queries import get_account
from engagement.audit import queries as audit
from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import Role, can
from engagement.demo.risk_builders import note_compared
from engagement.mail import queries as mail
from engagement.mail.models import Message
from engagement.mail.permissions import Mail
from engagement.organizations.queries import actor_for
from engagement.partnerships import jobs, monitoring
from engagement.partnerships.commands import complaints, decisions, proposals, reports
from engagement.partnerships.models import PartnershipState, ReportKind
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import deciding
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.queries.partnerships import Lane
from engagement.screening.commands.deciding import decide_case, review_case
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, CaseState
from tests.factories import (
    decide_cases,
    make_account,
    make_accreditation,
    make_active,
    make_actor,
    make_business_meeting,
    make_decided,
    make_draft,
    make_organization,
    make_screened,
    proposal,
)

DESK = {
    Role.SCREENING_OFFICER,
    Role.PRIVATE_SECTOR_HEAD,
    Role.DIRECTOR,
    Role.LEGAL_ADVISER,
    Role.AUDITOR,
}


def mails(db, name):
    return db.scalars(select(Message).filter_by(template=f"partnerships/{name}")).all()


def compared_for_a_partnership(db):
    """Whom a worker will compare with the lists that are used for partners."""
    jobs_of_track = text(
        "SELECT args ->> 'organization_id' FROM procrastinate_jobs"
        " WHERE task_name = 'screening.screen_organization' AND args ->> 'track' = 'partnership'"
    )
    return set(db.scalars(jobs_of_track))


def no_invariant_is_broken():
    wanted = [each for name, each in DECLARED.items() if "partner" in name]
    assert len(wanted) >= 5
    return not any(offenders(each) for each in wanted)


def test_a_partner_confirms_before_it_is_submitted_and_each_gets_a_case(db):
    draft, leader = make_draft(value=5000, currency="USD")
    other = make_accreditation(name="Wadi Friends").organization
    focal_point = actor_for(make_account(leads=[other]))
    assert other in queries.found("wadi", but=draft.organization_ids)

    proposals.add_partner(draft, other, actor=leader)
    assert [mail.person_id for mail in mails(db, "confirm_partner")] == [focal_point.id]
    with pytest.raises(RuleViolation, match="has not confirmed yet"):
        proposals.submit_partnership(draft, actor=leader)
    with pytest.raises(NotAllowed):
        proposals.confirm_partner(draft.partners[0], actor=leader)
    proposals.confirm_partner(draft.partners[0], actor=focal_point)
    proposals.change_proposal(draft, proposal(title="Cooler"), actor=leader)
    assert draft.partners[0].confirmed_at is None
    proposals.confirm_partner(draft.partners[0], actor=focal_point)
    proposals.submit_partnership(draft, actor=leader)

    cases = deciding.cases_of(draft)
    assert {case.organization_id for case in cases} == draft.organization_ids
    assert compared_for_a_partnership(db) == {str(each) for each in draft.organization_ids}
    assert cases[0].declared == {"money": False, "emblem": False}
    assert re.fullmatch(r"PAR-\d{4}-\d{5}", draft.reference)
    assert {mail.person_id for mail in mails(db, "submitted")} == {leader.id, focal_point.id}
    with pytest.raises(RuleViolation):
        proposals.change_proposal(draft, proposal(), actor=leader)
    assert no_invariant_is_broken()


def test_the_decision_on_the_last_case_lets_it_go_on(db):
    draft, leader = make_draft()
    proposals.submit_partnership(draft, actor=leader)
    assert not decisions.note_screened(draft)
    (case,) = deciding.cases_of(draft)
    rate_low(case)
    head = make_actor(Role.PRIVATE_SECTOR_HEAD)
    second = make_actor(Role.SCREENING_OFFICER)
    review_case(case, actor=second, agrees=True, text="Yes.")
    decide_case(case, actor=head, outcome=CaseOutcome.APPROVED, reason="Fine.")

    assert draft.state is PartnershipState.SCREENED
    assert draft.level is Level.LOW
    assert [mail.person_id for mail in mails(db, "screened")] == [second.id]


@bookkeeping
def rate_low(case):
    case.state, case.inherent, case.residual = CaseState.RATED, Level.LOW, Level.LOW
    case.rated_at = now()
    note_compared(case.organization, case.track)


@pytest.mark.parametrize(
    ("level", "role"),
    [
        (Level.LOW, Role.PRIVATE_SECTOR_HEAD),
        (Level.MODERATE, Role.DIRECTOR),
        (Level.HIGH, Role.DIRECTOR),
    ],
)
def test_the_route_of_the_riskiest_case_says_who_decides(db, level, role):
    partnership, _leader = make_screened(level)
    officer = make_actor(Role.SCREENING_OFFICER, role)
    decisions.recommend_partnership(partnership, actor=officer, accept=True, reason="Good.")
    assert deciding.deciders(partnership) == {role}
    other = {Role.PRIVATE_SECTOR_HEAD: Role.DIRECTOR, Role.DIRECTOR: Role.PRIVATE_SECTOR_HEAD}[role]

    with pytest.raises(RuleViolation, match="You took part"):
        decisions.decide_partnership(partnership, actor=officer, accept=True, reason="Yes.")
    with pytest.raises(RuleViolation, match="somebody else decides"):
        decisions.decide_partnership(partnership, actor=make_actor(other), accept=True, reason="Y")
    decisions.decide_partnership(partnership, actor=make_actor(role), accept=True, reason="Yes.")

    assert partnership.state is PartnershipState.DECIDED
    assert no_invariant_is_broken()


def test_a_barred_partner_makes_acceptance_impossible_and_the_reason_stays_inside(db):
    draft, leader = make_draft()
    proposals.submit_partnership(draft, actor=leader)
    decide_cases(draft, Level.MODERATE, CaseOutcome.REFUSED)
    decisions.note_screened(draft)
    officer, director = make_actor(Role.SCREENING_OFFICER), make_actor(Role.DIRECTOR)
    decisions.recommend_partnership(draft, actor=officer, accept=False, reason="MARKER-A")

    with pytest.raises(RuleViolation, match="cannot be accepted"):
        decisions.decide_partnership(draft, actor=director, accept=True, reason="Yes.")
    decisions.decide_partnership(draft, actor=director, accept=False, reason="MARKER-B")

    assert draft.state is PartnershipState.REFUSED
    (mail,) = mails(db, "decided")
    assert "not accepted" in mail.body_text and "MARKER" not in mail.body_text + mail.body_html


@pytest.mark.parametrize(
    ("level", "months"), [(Level.LOW, 12), (Level.SUBSTANTIAL, 6), (Level.HIGH, 3)]
)
def test_reports_are_due_by_the_rating(db, level, months):
    since = today()
    due = monitoring.next_due(level, since, since + timedelta(days=1000))

    assert (due.year * 12 + due.month) - (since.year * 12 + since.month) == months
    assert monitoring.next_due(level, since, since + timedelta(days=60)) is None


def test_reports_are_asked_for_escalated_sent_back_accepted_and_followed_by_the_next(db):
    head, officer = make_actor(Role.PRIVATE_SECTOR_HEAD), make_actor(Role.SCREENING_OFFICER)
    partnership, leader = make_active(Level.HIGH, days=80)
    report = queries.open_report(partnership)
    jobs.watch()
    assert len(mails(db, "report_due")) == 1
    with moved_to(now() + timedelta(days=20)):
        jobs.watch()
        jobs.watch()
        assert len(mails(db, "report_overdue")) == 1
        assert head.id in {mail.person_id for mail in mails(db, "report_escalated")}
    reports.send_report(report, actor=leader, text="We met twice.", results="")
    reports.send_back_report(report, actor=officer, reason="With whom?")
    assert report.sent_at is None
    reports.send_report(report, actor=leader, text="We met the city twice.", results="")
    reports.accept_report(report, actor=officer)

    assert queries.open_report(partnership).due_on > report.due_on - timedelta(days=20)
    with pytest.raises(RuleViolation):
        reports.accept_report(report, actor=officer)


def test_a_report_stands_on_the_first_page_of_who_leads_from_its_reminder_until_it_is_sent(
    db, sign_in
):
    partnership, leader = make_active()
    report = queries.open_report(partnership)
    colleague = make_account(member_of=[partnership.organization])

    def shown(account):
        return f"/reports/{report.id}" in sign_in(account).get("/en/home").text

    assert not shown(get_account(leader.id))
    with moved_to(now() + timedelta(days=(report.due_on - today()).days - 14)):
        assert [shown(get_account(leader.id)), shown(colleague)] == [True, False]
        reports.send_report(report, actor=leader, text="We met twice.", results="")
        assert not shown(get_account(leader.id))


def test_a_partnership_ends_with_its_end_report_or_early_or_never_begins(db):
    officer = make_actor(Role.SCREENING_OFFICER)
    partnership, leader = make_active()
    early, _other = make_active()
    late, _third = make_decided()
    with pytest.raises(RuleViolation, match="after its begin"):
        decisions.end_partnership(
            early, actor=officer, over_on=today() - timedelta(days=9), reason="x"
        )
    decisions.end_partnership(early, actor=officer, over_on=today(), reason="They merged.")
    with moved_to(now() + timedelta(days=400)):
        jobs.watch()
        report = queries.open_report(partnership)
        reports_of_it = queries.reports_of(partnership)
        end = next(each for each in reports_of_it if each.kind is ReportKind.END)
        assert report is not None
        assert (partnership.state, late.state) == (
            PartnershipState.REPORTING,
            PartnershipState.EXPIRED,
        )
        with pytest.raises(RuleViolation, match="what came of"):
            reports.send_report(end, actor=leader, text="Done.", results=" ")
        reports.send_report(end, actor=leader, text="Done.", results="Forty markets.")
        reports.accept_report(end, actor=officer)

    assert partnership.state is PartnershipState.COMPLETED
    assert early.state is PartnershipState.ENDED
    assert no_invariant_is_broken()


def test_a_withdrawn_proposal_ends_the_screening(db):
    draft, leader = make_draft()
    proposals.submit_partnership(draft, actor=leader)

    proposals.withdraw_partnership(draft, actor=leader, reason="No money.")

    assert [case.state for case in deciding.cases_of(draft)] == [CaseState.CLOSED]


def test_lists_and_pages_hold_what_the_policies_allow(db, sign_in):
    shown, _leader = make_screened()
    hidden, other_leader = make_screened()
    partner = make_organization(name="Zebra Lagoon")
    with_partner, leader = make_draft()
    proposals.add_partner(with_partner, partner, actor=leader)
    proposals.confirm_partner(
        with_partner.partners[0], actor=actor_for(make_account(leads=[partner]))
    )
    proposals.submit_partnership(with_partner, actor=leader)
    draft, _ = make_draft()
    every = {shown, hidden, with_partner, draft}
    own = actor_for(get_account(other_leader.id))
    assert set(db.scalars(queries.visible_to(own))) == {hidden}
    for role in Role:
        account = make_account(role, interest_in=[hidden.organization, partner])
        actor, reads = actor_for(account), role in DESK

        allowed = {one for one in every if can(actor, Partnerships.VIEW, one)}
        assert allowed == ({shown} if reads else set()), role
        assert set(db.scalars(queries.visible_to(actor))) == allowed
        assert queries.counts(actor)[Lane.TO_RECOMMEND] == len(allowed)
        if role not in {Role.DIRECTOR, Role.AUDITOR, Role.REVIEWER}:
            continue
        browser = sign_in(account)
        assert browser.get("/en/partnerships/desk").status_code == (200 if reads else 403)
        page = browser.get(f"/en/partnerships/desk/{shown.id}")
        assert page.status_code == (200 if reads else 404)
        assert browser.get(f"/en/partnerships/desk/{hidden.id}").status_code == 404
        assert browser.get(f"/en/partnerships/desk/{with_partner.id}").status_code == 404


def test_a_conflict_with_any_partner_hides_what_happened_to_a_partnership(db):
    partner = make_organization(name="Zebra Lagoon")
    hidden, leader = make_draft()
    proposals.add_partner(hidden, partner, actor=leader)
    complaint, _token = complaints.receive_complaint(
        partnership=hidden, text="They pollute.", email="", language="en"
    )
    met = make_business_meeting(participants=[("Zebra Lagoon", "Lagoons."), ("Others", "None.")])
    shown, _leader = make_draft()
    actor = make_actor(Role.AUDITOR, interest_in=[partner])

    trail = audit.visible_to(actor).with_only_columns(AuditEvent.subject_id)

    found = {each.id: each for each in (hidden, complaint, met, shown)}
    assert set(db.scalars(trail)) & found.keys() == {shown.id}
    whole = audit.visible_to(make_actor(Role.AUDITOR)).with_only_columns(AuditEvent.subject_id)
    assert found.keys() <= set(db.scalars(whole))


def test_a_conflict_with_any_partner_hides_mails_about_a_partnership(db):
    partner = make_organization()
    make_account(leads=[partner])
    hidden, leader = make_draft()
    proposals.add_partner(hidden, partner, actor=leader)
    shown, other_leader = make_draft()
    proposals.submit_partnership(shown, actor=other_leader)
    actor = make_actor(Role.ADMINISTRATOR, interest_in=[partner])
    every = db.scalars(select(Message).where(Message.about_id.in_([hidden.id, shown.id]))).all()

    allowed = {each.id for each in every if can(actor, Mail.VIEW, each)}

    assert allowed == {each.id for each in every if each.about_id == shown.id}
    listed = {row.id for row in db.execute(mail.listed(actor, state=None, words=""))}
    assert listed & {each.id for each in every} == allowed
    assert len(allowed) < len(every)


def test_partners_see_one_word_while_it_is_under_review_and_nothing_of_screening(db, sign_in):
    twin, first = make_draft(title="Twin")
    other, second = make_draft(title="Twin")
    for one, leader in ((twin, first), (other, second)):
        proposals.submit_partnership(one, actor=leader)
    decide_cases(other, Level.HIGH)
    decisions.note_screened(other)
    decisions.recommend_partnership(
        other, actor=make_actor(Role.SCREENING_OFFICER), accept=False, reason="MARKER-R"
    )
    pages = []
    for one, leader in ((twin, first), (other, second)):
        browser = sign_in(get_account(leader.id))
        text = browser.get(f"/en/partnerships/{one.id}").text
        assert "Under review" in text
        assert browser.get(f"/en/partnerships/desk/{one.id}").status_code == 403
        for word in (str(one.id), one.reference, one.organization.name):
            text = text.replace(word, "")
        pages.append(re.sub(r'value="[^"]*"', "", text))

    assert "MARKER" not in pages[1]
    assert strip_names(pages[0]) == strip_names(pages[1])


def strip_names(text):
    return re.sub(r"Person \d+|person\d+@\S+|nonce[^ ]*", "", text)


def test_a_company_proposes_in_the_browser_and_staff_decide(db, sign_in):
    organization = make_organization(name="Cooling Works")
    leader = make_account(leads=[organization])
    browser = sign_in(leader)
    first, last = today() + timedelta(days=5), today() + timedelta(days=700)
    typed = {
        "title": "تبريد بلا غازات",
        "kind": "funding",
        "purpose": "Cooling.",
        "results": "Markets.",
        "subprogramme": "climate",
        "digital": "y",
        "region": "africa",
        "subregion": "eastern-africa",
        "track": "procedure_1",
        "value": "١٢٬٥٠٠",
        "currency": "USD",
        "from_day-day": first.day,
        "from_day-month": first.month,
        "from_day-year": first.year,
        "to_day-day": last.day,
        "to_day-month": last.month,
        "to_day-year": last.year,
        "emblem": "",
        "conflict": "",
    }
    address = f"/en/partnerships/propose/{organization.id}"
    assert address in browser.get(f"/en/organizations/{organization.id}").text
    for wrong, words in (
        ({"subregion": "caribbean"}, "not in the region"),
        ({"currency": ""}, "its currency"),
        ({"title": ""}, "Give the partnership a title"),
        ({"to_day-year": first.year - 1}, "lies before the first"),
    ):
        answer = browser.post(address, data=typed | wrong)
        assert (answer.status_code, words in answer.text) == (422, True), words
        assert "Markets." in answer.text
    path = browser.post(address, data=typed).headers["Location"]
    assert "12,500 USD" in browser.get(path).text
    assert browser.post(f"{path}/submit-partnership").status_code == 302
    (partnership,) = queries.of_organization(organization)
    decide_cases(partnership)
    decisions.note_screened(partnership)

    desk = f"/en/partnerships/desk/{partnership.id}"
    officer = sign_in(make_account(Role.SCREENING_OFFICER))
    assert officer.post(f"{desk}/recommend-partnership", data={}).status_code == 422
    said = {"accept": "yes", "reason": "Good."}
    assert officer.post(f"{desk}/recommend-partnership", data=said).status_code == 302
    head = sign_in(make_account(Role.PRIVATE_SECTOR_HEAD))
    said = {"decision": "yes", "grounds": "Yes."}
    assert head.post(f"{desk}/decide-partnership", data=said).status_code == 302
    day = {"begun_on-day": today().day, "begun_on-month": today().month}
    day |= {"begun_on-year": today().year}
    assert officer.post(f"{desk}/begin-partnership", data=day).status_code == 302
    assert partnership.state is PartnershipState.ACTIVE
    assert "Monitoring report" in browser.get(path).text


def test_the_audit_file_holds_all_that_was_seen_with_its_hashes(db, sign_in):
    partnership, _leader = make_decided()
    account = make_account(Role.AUDITOR)

    answer = sign_in(account).get(f"/en/partnerships/desk/{partnership.id}/audit-file.zip")

    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    names = set(archive.namelist())
    (case,) = deciding.cases_of(partnership)
    assert {"SHA256SUMS", "proposal.json", "history.json", f"case-{case.reference}.json"} <= names
    assert names & {"index.pdf", "index.html"}
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert json.loads(archive.read("proposal.json"))["advice_reason"] == "Good."
    actions = [each["action"] for each in json.loads(archive.read("history.json"))]
    assert "partnerships:partnership:decided" in actions
    assert "screening:case:opened" in actions
    wanted = select(AuditEvent).filter_by(action="partnerships:partnership:exported")
    event = db.scalars(wanted).one()
    assert event.actor_id == account.id
