"""The pages of an accreditation's life, as members, staff and strangers meet them."""

import io
import re

import pytest
from sqlalchemy import select

from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.standing.commands import night as night_commands
from engagement.standing.commands import proceedings as proceeding_commands
from engagement.standing.commands import reports as report_commands
from engagement.standing.models import Batch, Change, Merger, Proceeding, Report
from tests.factories import make_account
from tests.standing.lives import accredited, led, noticed, whole_report


def member_of(accreditation):
    """A focal point of its holder."""
    return make_account(leads=[accreditation.organization])


def test_a_report_goes_from_the_organization_s_page_to_acceptance(db, sign_in):
    accreditation = accredited(due_in=20)
    browser = sign_in(member_of(accreditation))
    page = f"/en/standing/{accreditation.id}"
    assert "Write the report" in browser.get(page).text

    begun = browser.post(f"{page}/begin-report")
    report = db.scalars(select(Report)).one()
    place = f"/en/standing/reports/{report.id}"
    assert begun.location == place
    saved = browser.post(f"{place}/save-report", data={"activities": "We planted trees."})
    assert saved.status_code == 302
    assert "Still missing" in browser.get(place).text
    assert browser.get(f"{place}/send-report").status_code == 302

    whole = {"activities": "We planted trees.", "abroad": "In Uganda.", "contacts": "yes"}
    late = browser.post(f"{place}/save-report", data=whole | {"version": "0"})
    assert (late.status_code, "In Uganda." in late.text) == (409, True)
    assert "A colleague has saved this page meanwhile" in late.text
    assert browser.post(f"{place}/save-report", data=whole | {"version": "1"}).status_code == 302
    sent = browser.post(
        f"{place}/add-paper",
        data={"file": (io.BytesIO(papers.page("Report")), "report.pdf")},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 302
    empty = browser.post(f"{place}/send-report", data={"declared_name": ""})
    assert (empty.status_code, "We planted trees." in empty.text) == (422, True)
    unread = browser.post(f"{place}/send-report", data={"declared_name": "Amina", "version": "1"})
    assert (unread.status_code, 'value="Amina"' in unread.text) == (409, True)
    browser.post(f"{place}/send-report", data={"declared_name": "Amina Otieno", "version": "2"})
    assert report.reference in browser.get(place).text

    desk = sign_in(make_account(Role.REVIEWER))
    assert accreditation.number in desk.get("/en/standing").text
    refused = desk.post(f"{place}/check-report", data={"answer": "return", "note": ""})
    assert (refused.status_code, "Say what has to be completed." in refused.text) == (422, True)
    desk.post(f"{place}/check-report", data={"answer": "return", "note": "Name the places."})
    other = whole | {"activities": "We planted a forest.", "version": "2"}
    browser.post(f"{place}/save-report", data=other)
    assert "We planted trees." in browser.get(place).text
    assert "We planted a forest." not in desk.get(place).text
    browser.post(f"{place}/send-report", data={"declared_name": "Amina", "version": "3"})
    assert all(words in desk.get(place).text for words in ("We planted trees.", "a forest."))
    desk.post(f"{place}/check-report", data={"answer": "accept"})
    assert "Accepted" in desk.get(place).text


def test_a_notice_is_answered_and_decided_on_pages(db, sign_in):
    accreditation = accredited()
    member = member_of(accreditation)
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    page = f"/en/standing/{accreditation.id}"
    wrong = head.post(f"{page}/give-notice", data={"grounds": "They filmed it."})
    assert wrong.status_code == 422
    assert "They filmed it." in wrong.text
    head.post(
        f"{page}/give-notice",
        data={"measure": "suspend", "cause": "conduct", "grounds": "They filmed it."},
    )
    proceeding = db.scalars(select(Proceeding)).one()
    place = f"/en/standing/proceedings/{proceeding.id}"

    member = sign_in(member)
    assert "They filmed it." in member.get(place).text
    assert "Please answer by" in member.get(page).text
    assert member.post(f"{place}/answer-notice", data={"answer": ""}).status_code == 422
    member.post(f"{place}/answer-notice", data={"answer": "We regret it."})

    approver = sign_in(make_account(Role.APPROVER))
    assert "We regret it." in approver.get(f"{place}/decide-proceeding").text
    early = {"reason": "So.", "effective_on-day": "1", "effective_on-month": "1"}
    past = approver.post(f"{place}/decide-proceeding", data=early | {"effective_on-year": "2020"})
    assert (past.status_code, "Choose today or a later day." in past.text) == (422, True)
    approver.post(f"{place}/decide-proceeding", data=early | {"effective_on-year": "2099"})
    assert "It takes effect on" in member.get(page).text
    member.post(f"{place}/ask-reconsideration", data={"reasons": "Look again."})
    assert sign_in(make_account(Role.APPROVER)).get(f"{place}/decide-reconsideration").status_code


def test_a_second_sending_of_a_form_does_nothing_twice(db, sign_in):
    accreditation = accredited()
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    page = head.get(f"/en/standing/{accreditation.id}/give-notice").text
    key = re.search(r'name="form_key"[^>]*value="([\w-]+)"', page)[1]
    data = {"measure": "suspend", "cause": "conduct", "grounds": "X", "form_key": key}

    first = head.post(f"/en/standing/{accreditation.id}/give-notice", data=data)
    second = head.post(f"/en/standing/{accreditation.id}/give-notice", data=data)

    assert first.location == second.location
    assert len(db.scalars(select(Proceeding)).all()) == 1


def test_a_change_is_prepared_evidenced_sent_and_accepted(db, sign_in):
    accreditation = accredited(name="Wetland Society", country="KE")
    browser = sign_in(member_of(accreditation))
    form = f"/en/standing/{accreditation.id}/prepare-change/country"
    same = browser.post(form, data={"country": "KE", "explanation": "We moved."})
    assert same.status_code == 409
    assert "We moved." in same.text
    browser.post(form, data={"country": "TZ", "explanation": "We moved."})
    change = db.scalars(select(Change)).one()
    place = f"/en/standing/changes/{change.id}"
    assert browser.post(f"{place}/send-change").status_code == 409
    browser.post(
        f"{place}/add-paper",
        data={"file": (io.BytesIO(papers.page("Lease")), "lease.pdf")},
        content_type="multipart/form-data",
    )
    browser.post(f"{place}/send-change")
    desk = sign_in(make_account(Role.REVIEWER))
    assert "Tanzania" in desk.get(place).text
    desk.post(f"{place}/check-change", data={"outcome": "accept"})

    assert accreditation.organization.country == "TZ"
    assert (
        browser.get(f"/en/standing/{accreditation.id}/prepare-change/nonsense").status_code == 404
    )


def test_the_night_s_page_holds_releases_and_lets_run(db, sign_in):
    accredited(due_in=-3)
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    assert head.post("/en/standing/tonight/pull-brake", data={"act": "remind"}).status_code == 422
    head.post("/en/standing/tonight/pull-brake", data={"act": "everything", "reason": "Look."})
    assert "Everything is held" in head.get("/en/standing/tonight").text
    night_commands.run_night()
    assert db.scalars(select(Batch)).all() == []

    head.post("/en/standing/tonight/release-brake/everything")
    night_commands.run_night()
    batch = db.scalars(select(Batch)).one()
    page = head.get(f"/en/standing/batches/{batch.id}")
    item = re.search(r'name="item" value="([\w-]+)"', page.text)[1]
    nothing = head.post(f"/en/standing/batches/{batch.id}/carry-out-batch", data={"seen": "1"})
    assert (nothing.status_code, "Choose at least one" in nothing.text) == (422, True)
    head.post(
        f"/en/standing/batches/{batch.id}/carry-out-batch",
        data={"seen": "1", "item": [item, "nonsense"], "do": "carry-out"},
    )
    assert not batch.open
    assert "Carried out" in head.get(f"/en/standing/batches/{batch.id}").text
    auditor = sign_in(make_account(Role.AUDITOR))
    assert auditor.get("/en/standing/tonight").status_code == 403
    for path, words in (
        ("nights", "Propose to show reports as due"),
        ("nights/brakes", "Look."),
        ("batches", "Show the report as due"),
        (f"batches/{batch.id}", "Carried out"),
    ):
        assert words in auditor.get(f"/en/standing/{path}").text


def test_a_merger_is_proposed_by_number(db, sign_in):
    old, new = accredited(), accredited()
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    form = f"/en/standing/{old.id}/propose-merger"
    unknown = head.post(form, data={"number": "MG-1900-00001", "reason": "Same."})
    assert (unknown.status_code, "no accreditation with this number" in unknown.text) == (422, True)

    head.post(form, data={"number": new.number, "reason": "Same statutes."})

    merger = db.scalars(select(Merger)).one()
    assert head.post(f"/en/standing/mergers/{merger.id}/carry-out-merger").status_code == 409
    sign_in(make_account(Role.APPROVER)).post(f"/en/standing/mergers/{merger.id}/carry-out-merger")
    assert old.organization.merged_into_id == new.organization_id


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER])
def test_strangers_find_nothing(db, sign_in, role):
    accreditation = accredited()
    leader = led(accreditation)
    report = whole_report(accreditation, leader)
    report_commands.send_report(report, actor=leader, declared_name="Amina")
    proceeding = noticed(accreditation)
    proceeding_commands.answer_notice(proceeding, actor=leader, answer="No.")
    stranger = sign_in(make_account(*([role] if role else [])))

    for path in (
        str(accreditation.id),
        f"reports/{report.id}",
        f"proceedings/{proceeding.id}",
        f"{accreditation.number}/certificate",
    ):
        assert stranger.get(f"/en/standing/{path}").status_code == 404


def test_a_draft_of_a_report_is_the_organization_s_alone(db, sign_in):
    accreditation = accredited()
    report = whole_report(accreditation, led(accreditation))

    desk = sign_in(make_account(Role.REVIEWER))

    assert desk.get(f"/en/standing/reports/{report.id}").status_code == 404
