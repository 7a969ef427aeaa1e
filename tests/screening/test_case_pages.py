"""Pages of screening cases: what officers do there, and what a company never meets."""

import io
import re
from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.permissions import Role, can
from engagement.demo import papers
from engagement.organizations.queries import actor_for
from engagement.screening.commands import findings, replies
from engagement.screening.facts import Severity
from engagement.screening.levels import Level
from engagement.screening.models import CaseState, LoggedControversy, ScreeningCase
from engagement.screening.permissions import Cases
from engagement.screening.queries import cases as queries
from engagement.screening.queries import measures, tables
from tests.factories import (
    make_account,
    make_actor,
    make_case,
    make_measure,
    make_organization,
    make_reply,
)
from tests.screening.risk_world import open_case, rated, spill

pytestmark = pytest.mark.usefixtures("db")
CASES = "/en/screening/cases"
MARKER = "Quokka-7f3a"


def page_of(case, act=""):
    """The address of a case, or of something done with it."""
    return f"{CASES}/{case.id}{act}"


def token(html):
    """The hidden fields of the last form on a page."""
    return {
        name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', html)[-1]
        for name in ("csrf_token", "form_key")
        if re.search(rf'name="{name}"[^>]*value="', html)
    }


def send(client, address, **data):
    """Open a form and send it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, data=token(page.text) | data, content_type="multipart/form-data")


def day(name, when):
    """The three boxes of a date."""
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def test_an_officer_leads_a_case_from_its_facts_to_its_plan(db, sign_in):
    officer = make_account(Role.SCREENING_OFFICER)
    case, client = open_case(), sign_in(officer)
    listed = client.get(CASES)
    assert case.reference in listed.text

    for act, data in (
        ("/finding", {"criterion": "excl_tobacco", "met": "no", "source": "Report", "note": ""}),
        (
            "/controversy",
            day("happened_on", today() - timedelta(days=9))
            | {"severity": "severe", "summary": MARKER, "source": "News", "response": "none"},
        ),
    ):
        answer = send(client, page_of(case, act), **data)
        assert answer.status_code == 302, answer.text
    page = client.get(page_of(case))
    assert MARKER in page.text
    client.post(page_of(case, "/assess"), data=token(page.text))
    unheard = client.get(page_of(case, "/rate"))
    assert "has to be heard" in unheard.text

    answer = send(
        client,
        page_of(case, "/ask"),
        allegation="What happened in May?",
        first_file=(io.BytesIO(b"A page of the newspaper."), "news.txt"),
    )
    assert answer.status_code == 302
    assert db.get(ScreeningCase, case.id).state == CaseState.ASKED
    assert "news.txt" in client.get(page_of(case)).text


def test_what_was_typed_stays_when_something_is_wrong(sign_in):
    case = open_case()
    client = sign_in(make_account(Role.SCREENING_OFFICER))

    answer = send(
        client,
        page_of(case, "/controversy"),
        summary=MARKER,
        **day("happened_on", today() + timedelta(days=9)),
    )

    assert answer.status_code == 422
    assert MARKER in answer.text
    assert "in the past" in answer.text
    assert "Choose how grave it is." in answer.text


def test_the_route_is_followed_on_the_pages(db, sign_in):
    case = rated()
    second, head = make_account(Role.SCREENING_OFFICER), make_account(Role.PRIVATE_SECTOR_HEAD)
    assert "It waits for this" not in sign_in(second).get(page_of(case)).text

    answer = send(sign_in(second), page_of(case, "/review"), agrees="yes", text="Fine.")
    assert answer.status_code == 302
    client = sign_in(head)
    assert "You can decide." in client.get(page_of(case)).text
    answer = send(client, page_of(case, "/decide"), outcome="approved", reason="Fine.")

    assert answer.status_code == 302
    assert db.get(ScreeningCase, case.id).state == CaseState.DECIDED


def test_a_measure_is_planned_and_finished_on_the_pages(db, sign_in):
    case, officer = rated(severity=Severity.SEVERE), make_account(Role.SCREENING_OFFICER)
    client = sign_in(officer)

    answer = send(
        client,
        page_of(case, "/measure"),
        risk="Spills",
        measure="Check the dam",
        owner=str(officer.id),
        steps="2",
        **day("due_on", today() + timedelta(days=20)),
    )
    assert answer.status_code == 302, answer.text
    row = measures.plan_of(case)[0]
    address = f"/en/screening/measures/{row.id}"
    answer = send(client, address, state="done", evidence="Report", **day("due_on", row.due_on))

    assert answer.status_code == 302, answer.text
    assert db.get(ScreeningCase, case.id).residual == Level.MODERATE


def test_the_committee_reads_only_cases_that_concern_it(sign_in):
    stopped = make_case(state=CaseState.STOPPED, level=Level.EXCLUDED, for_committee=True)
    other = make_case(state=CaseState.RATED)
    client = sign_in(make_account(Role.COMMITTEE_MEMBER))

    assert client.get(page_of(other)).status_code == 404
    assert "No meeting of the committee is planned yet." in client.get(page_of(stopped)).text
    assert other.reference not in client.get(f"{CASES}?lane=to-decide").text


def test_the_list_opens_with_the_lane_in_which_something_stands(sign_in):
    case = rated()
    client = sign_in(make_account(Role.SCREENING_OFFICER))

    page = client.get(CASES).text
    assert case.reference in page and "Wait for you" in page
    assert case.reference not in client.get(f"{CASES}?lane=to-assess").text
    home = client.get("/en/home").text
    assert f"{CASES}?lane=for-you" in home and "Rated cases that wait for you" in home


def test_a_table_is_loaded_from_a_file_and_shown_to_everybody(client, sign_in):
    officer = sign_in(make_account(Role.SCREENING_OFFICER))
    load = "/en/screening/risk-tables/load/sector"
    wrong = send(officer, load, lines="B,huge,Mining", citation=MARKER, **day("dated_on", today()))
    assert wrong.status_code == 422
    assert "Line 1" in wrong.text

    answer = send(
        officer,
        load,
        file=(io.BytesIO(b"code,level,label\nB,high,Mining"), "sectors.csv"),
        citation=f"{MARKER}, 2024",
        **day("dated_on", today()),
    )
    assert answer.status_code == 302, answer.text

    assert tables.sector_labels() == {"B": "Mining"}
    public = client.get("/en/screening/risk").text
    assert MARKER in public
    assert "Mining" in public
    listed = officer.get("/en/screening/risk-tables")
    assert MARKER in listed.text
    link = re.search(r"/en/screening/risk-tables/[0-9a-f-]{36}", listed.text)[0]
    assert "Mining" in officer.get(link).text
    assert (
        send(
            officer, "/en/screening/risk-tables/withdraw/sector", citation="Wrong source"
        ).status_code
        == 302
    )
    assert tables.sector_labels() == {}


def test_a_company_reads_what_was_put_to_it_and_nothing_else(db, sign_in):
    organization = make_organization()
    officer = make_actor(Role.SCREENING_OFFICER)
    case = open_case(organization)
    spill(case, officer, summary=MARKER)
    reply = make_reply(
        case=make_case(organization=organization, state=CaseState.ASKED),
        asked_by=make_account(Role.SCREENING_OFFICER),
    )
    client = sign_in(make_account(leads=[organization]))
    address = f"/en/screening/replies/{reply.id}"

    listed = client.get("/en/screening/replies")
    page = client.get(address)

    assert reply.allegation in page.text
    for answer in (listed, page):
        assert answer.status_code == 200
        for sealed in (MARKER, reply.case.reference, str(reply.case_id), case.reference):
            assert sealed not in answer.text
    for sealed in (CASES, page_of(case), page_of(case, "/rate")):
        assert client.get(sealed).status_code in {403, 404}
    answer = client.post(f"{address}/answer", data=token(page.text) | {"answer": ""})
    assert answer.status_code == 422
    answer = client.post(
        f"{address}/answer",
        data=token(answer.text) | {"answer": "We cleaned it."},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 302
    assert "We cleaned it." in client.get(address).text


def test_a_foreign_reply_and_a_conflicted_case_answer_like_absent_ones(sign_in):
    reply = make_reply(asked_by=make_account(Role.SCREENING_OFFICER))
    stranger = sign_in(make_account(leads=[make_organization()]))
    assert stranger.get(f"/en/screening/replies/{reply.id}").status_code == 404

    conflicted = sign_in(
        make_account(Role.SCREENING_OFFICER, interest_in=[reply.case.organization])
    )
    assert conflicted.get(page_of(reply.case)).status_code == 404
    assert conflicted.get(f"/en/screening/replies/{reply.id}").status_code == 404
    assert reply.case.reference not in conflicted.get(f"{CASES}?lane=with-company").text


@pytest.mark.parametrize("role", Role)
def test_lists_show_exactly_what_the_policy_allows(db, role):
    plain, committee = make_case(), make_case(for_committee=True)
    kept = make_case(for_committee=True)
    owner = make_account(Role.SCREENING_OFFICER)
    make_measure(case=kept, owner=owner, days=-1)
    actor = make_actor(role, interest_in=[kept.organization])

    listed = set(db.scalars(queries.visible_to(actor)))

    assert listed == {each for each in (plain, committee, kept) if can(actor, Cases.VIEW, each)}
    assert measures.overdue_count(actor) == 0
    assert sum(queries.lane_counts(actor).values()) == len(listed)


def test_the_list_takes_as_many_queries_for_three_cases_as_for_one(sign_in, count_queries):
    client = sign_in(make_account(Role.SCREENING_OFFICER))
    make_case()
    client.get(CASES)
    with count_queries() as one:
        client.get(CASES)
    make_case()
    make_case()
    with count_queries() as three:
        client.get(CASES)

    assert len(three) == len(one)


def test_a_controversy_is_answered_and_withdrawn_on_its_pages(db, sign_in):
    case, officer = open_case(), make_account(Role.SCREENING_OFFICER)
    row = spill(case, make_actor(Role.SCREENING_OFFICER))
    client = sign_in(officer)
    base = f"/en/screening/controversies/{row.id}"

    assert send(client, f"{base}/response", response="remedied", note="Paid.").status_code == 302
    proof = papers.page("Proof")
    findings.add_paper(row, actor=actor_for(officer), taken=papers.taken(proof))
    page = client.get(page_of(case)).text
    paper = re.search(r"/en/screening/files/[0-9a-f-]{36}", page)[0]
    assert client.get(f"{paper}/download").data == proof
    assert send(client, f"{base}/withdraw", reason="Another company.").status_code == 302
    assert db.get(LoggedControversy, row.id).withdrawn_at is not None


def test_an_answer_by_post_is_recorded_on_its_page(db, sign_in):
    case, officer = open_case(), make_actor(Role.SCREENING_OFFICER)
    spill(case, officer)
    client = sign_in(make_account(Role.SCREENING_OFFICER))
    client.post(page_of(case, "/assess"), data=token(client.get(page_of(case)).text))
    reply = replies.ask_for_reply(case, actor=officer, allegation="What happened?")
    assert "the letter goes by post" in client.get(page_of(case)).text

    answer = send(
        client,
        f"/en/screening/replies/{reply.id}/letter",
        answer="We deny it.",
        **day("letter_of", today()),
    )

    assert answer.status_code == 302
    assert db.get(ScreeningCase, case.id).state == CaseState.REPLIED
