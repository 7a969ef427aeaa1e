"""Renewal, letter and credential of accredited companies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.settings import calendar
from engagement.signing import tokens
from engagement.standing.commands import changes, reports
from engagement.standing.commands.credential import issue_credential
from engagement.standing.models import BatchKind, ChangeKind, ReportState
from engagement.standing.permissions import Standings
from engagement.standing.queries.accreditations import handled_by
from engagement.standing.queries.batches import matching
from engagement.standing.queries.credential import TYPE
from engagement.standing.queries.reports import to_remind
from tests.factories import (
    make_account,
    make_accreditation,
    make_actor,
    make_application,
    make_company,
)


@pytest.fixture
def company(db):
    application = make_application(organization=make_company(), state=ApplicationState.ACCREDITED)
    return queries.accreditation_of(application)


@bookkeeping
def due_in(accreditation, days):
    accreditation.valid_until = accreditation.report_due_on = today() + timedelta(days=days)


def test_a_renewal_is_reminded_written_checked_and_gives_another_term(db, company, sign_in):
    due_in(company, 30)
    ends = company.valid_until
    assert company.id in {row.id for row in db.execute(to_remind(today()))}
    leader = make_account(leads=[company.organization])
    report = reports.begin_report(company, actor=actor_for(leader))
    page = sign_in(leader).get(f"/en/standing/reports/{report.id}").text
    assert "Renewal of the accreditation" in page
    assert "What has changed in what it disclosed?" in page
    assert "uadrennial" not in page
    assert report.from_day == company.since
    reports.save_report(
        report,
        actor=actor_for(leader),
        activities="A policy on human rights.",
        abroad="Nothing.",
        changes="",
        contacts_checked=True,
        version=0,
    )
    head = make_actor(Role.PRIVATE_SECTOR_HEAD)
    stranger = make_actor(Role.HEAD_OF_UNIT)
    submit(report)
    assert can(head, Standings.CHECK_REPORT, report)
    assert not can(stranger, Standings.CHECK_REPORT, report)
    reports.accept_report(report, actor=head)
    assert company.valid_until == company.report_due_on == calendar.months_after(ends, 24)
    mail = db.scalars(select(Message).filter_by(person_id=leader.id)).all()[-1]
    assert "is renewed" in mail.body_text


@bookkeeping
def submit(report):
    report.state, report.submitted_at = ReportState.SUBMITTED, now()
    report.reference, report.declared_name = "REP-2026-00001", "A. Otieno"


def test_each_unit_sees_its_own_accreditations(db, company):
    civil = make_accreditation()
    seen = {
        Role.REVIEWER: {civil},
        Role.SCREENING_OFFICER: {company},
        Role.APPROVER: {civil, company},
    }
    for role, accreditations in seen.items():
        assert set(db.scalars(handled_by(make_actor(role)))) == accreditations, role


def test_no_batch_is_about_companies(db, company):
    due_in(company, -400)
    for kind in BatchKind:
        assert company.id not in set(db.scalars(matching(kind, today())))


def test_a_company_asks_for_no_major_group(db, company, sign_in):
    leader = make_account(leads=[company.organization])
    page = sign_in(leader).get(f"/en/standing/{company.id}")
    assert page.status_code == 200
    assert "Major Group" not in page.text
    with pytest.raises(RuleViolation, match="no Major Group"):
        changes.refuse_group_of_company(company, ChangeKind.MAJOR_GROUP)


def test_letter_credential_and_verification_say_what_it_is(db, company, sign_in, client):
    leader = make_account(leads=[company.organization])
    browser = sign_in(leader)
    letter = browser.get(f"/en/standing/{company.number}/certificate").text
    assert "Letter of private-sector accreditation" in letter
    assert "screened private-sector participant" in letter
    assert "rule 70" not in letter
    claims = tokens.check(issue_credential(company, actor=actor_for(leader)), typ=TYPE).claims
    assert claims["track"] == "private_sector"
    assert claims["valid_until"] == company.valid_until.isoformat()
    assert "no endorsement" in client.get(f"/verify/{company.token}", follow_redirects=True).text
