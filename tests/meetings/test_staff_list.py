"""The staff list: who is on it for whom, filters and their counts, columns, files, its cost."""

import csv
import io

import pytest
from openpyxl import load_workbook

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.audit.models import AuditEvent
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role, can
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_question,
    make_registration,
)
from engagement.meetings.models import AgeBand, ApprovalRule, CategoryKind, QuestionKind
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import list_filters, staff_list
from engagement.meetings.queries.list_filters import Held, ListFilters
from tests.factories import make_account, make_actor

KINDS = (CategoryKind.ACCREDITED, CategoryKind.PUBLIC, CategoryKind.MEDIA)


def address(meeting, ending=""):
    return f"/en/meetings/{meeting.id}/registrations{ending}"


def ids(actor, meeting, **filters):
    return {row.id for row in rows(actor, meeting, **filters)}


def rows(actor, meeting, **filters):
    statement = staff_list.rows(actor, meeting, ListFilters(**filters))
    return [
        row for batch in staff_list.batches(statement, staff_list.ORDERS["number"]) for row in batch
    ]


@bookkeeping
def suspended(organization):
    """The accreditation of an organization is suspended from now on."""
    period = (
        database.session.query(StatusPeriod)
        .join(Accreditation)
        .filter(Accreditation.organization_id == organization.id)
        .one()
    )
    period.status = AccreditationStatus.SUSPENDED
    database.session.flush()


@pytest.fixture
def meeting(db):
    return make_online_meeting(
        kinds=KINDS, category={"approval": ApprovalRule.BY_OFFICER}, youngest=AgeBand.CHILD
    )


def test_each_facet_counts_what_its_link_leads_to(db, meeting):
    officer = make_actor(Role.MEETING_OFFICER)
    nominated = make_nominations(meeting, 2)
    make_registration(meeting, kind=CategoryKind.PUBLIC, age_band=AgeBand.YOUTH, country="FR")
    make_registration(meeting, kind=CategoryKind.PUBLIC, send=False)
    make_registration(meeting, kind=CategoryKind.MEDIA, country="BR")
    make_registration(make_online_meeting())
    found = list_filters.counts(officer, meeting, ListFilters(category="public"))

    assert found["all"]["all"] == 2
    assert dict(found["category"]) == {"accredited": 2, "public": 2, "media": 1}
    assert (found["held"][Held.MINORS], found["held"][Held.TO_DECIDE]) == (1, 1)
    for facet in ("state", "group", "region", "country", "mode", "held"):
        for value, number in found[facet].items():
            assert number == len(ids(officer, meeting, category="public", **{facet: value}))
    assert ids(officer, meeting, group=nominated[0].organization.major_group) == {
        each.id for each in nominated
    }


def test_words_are_found_in_six_scripts_and_wildcards_are_only_signs(db, meeting):
    officer = make_actor(Role.MEETING_OFFICER)
    names = ("Амина Юность", "أمينة الشباب", "绿色 青年", "Éloïse Verte", "Ñandú 50%_x")
    made = {
        name: make_registration(meeting, kind=CategoryKind.PUBLIC, name=name).id for name in names
    }
    nominated = {each.id for each in make_nominations(meeting, 1)}

    for words, name in zip(
        ("амина", "الشباب", "青年", "éloïse VERTE", "50%_X"), names, strict=True
    ):
        assert ids(officer, meeting, words=words) == {made[name]}, words
    assert ids(officer, meeting, words="%") == {made["Ñandú 50%_x"]}
    assert ids(officer, meeting, words="green kenya") >= nominated
    assert ids(officer, meeting, words="verte амина") == set()


@pytest.mark.parametrize("role", [*Role])
def test_the_list_and_its_counts_hold_what_the_policy_shows(db, meeting, role):
    hidden, shown = make_nominations(meeting, 1), make_nominations(meeting, 1)
    minor = make_registration(meeting, kind=CategoryKind.PUBLIC, age_band=AgeBand.CHILD)
    actor = make_actor(role, interest_in=[hidden[0].organization])
    staff = {each.id for each in (*shown, minor, *hidden) if can(actor, Registrations.VIEW, each)}

    assert ids(actor, meeting) == staff
    counts = list_filters.counts(actor, meeting, ListFilters())
    assert counts["all"]["all"] == sum(counts["state"].values()) == len(staff)
    assert hidden[0].id not in staff


def test_columns_and_filters_stay_in_the_address(db, meeting, sign_in):
    question = make_question(meeting, QuestionKind.CHOICE)
    make_registration(
        meeting,
        kind=CategoryKind.PUBLIC,
        name="Zoë <b>",
        position="=1+1",
        answers={str(question.id): "b"},
    )
    client = sign_in(make_account(Role.MEETING_OFFICER))

    answer = client.get(
        address(meeting, f"?state=submitted&column=name&column=question-{question.id}&column=no")
    )
    assert answer.status_code == 302
    assert "columns=name" in answer.location
    assert "no&" not in answer.location
    page = client.get(answer.location).get_data(as_text=True)
    assert "<bdi>Zoë &lt;b&gt;</bdi>" in page
    assert "<bdi>Green Youth (Kenya) B</bdi>" in page
    assert "Waiting since" not in page
    assert (
        client.get(address(meeting, "?columns=nothing&state=x&held=y&order=z")).status_code == 200
    )


def test_suspension_shows_at_once(db, meeting, sign_in):
    organization, leader = make_leader()
    (registration,) = make_nominations(meeting, organization=organization, leader=leader)
    officer = make_account(Role.MEETING_OFFICER)
    client = sign_in(officer)
    actor = make_actor(Role.MEETING_OFFICER)
    assert "Accreditation suspended" not in client.get(address(meeting)).get_data(as_text=True)
    suspended(organization)
    assert "Accreditation suspended" in client.get(address(meeting)).get_data(as_text=True)
    assert ids(actor, meeting, held=Held.SUSPENDED) == {registration.id}
    assert list_filters.counts(actor, meeting, ListFilters())["held"][Held.SUSPENDED] == 1


def test_files_hold_no_names_of_minors_for_who_may_not_reach_them(db, meeting, sign_in):
    question = make_question(meeting, QuestionKind.TEXT)
    answers = {str(question.id): "No nuts"}
    make_registration(
        meeting,
        kind=CategoryKind.PUBLIC,
        name="Small One",
        age_band=AgeBand.CHILD,
        answers=answers,
    )
    make_registration(meeting, kind=CategoryKind.PUBLIC, name="=HYPERLINK(1)")
    client = sign_in(make_account(Role.MEETING_OFFICER))
    asked = "?columns=number,name,email,age"
    text = client.get(address(meeting, f".csv{asked}")).get_data(as_text=True)
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))

    assert lines[0] == ["Number", "Name", "E-mail address", "Age"]
    assert lines[1] == ["1", "Under 18, name left out", "", "Under 18"]
    assert lines[2][1] == "'=HYPERLINK(1)"
    assert "@" in lines[2][2]
    sheet = load_workbook(io.BytesIO(client.get(address(meeting, f".xlsx{asked}")).get_data()))
    assert sheet.active["B2"].value == "Under 18, name left out"
    diet = f"columns=name,question-{question.id}"
    for ending in ("?", ".csv?"):
        assert "No nuts" not in client.get(address(meeting, ending + diet)).get_data(as_text=True)

    guardian = sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    text = guardian.get(address(meeting, f".csv{asked}")).get_data(as_text=True)
    assert "Small One (under 18)" in text
    assert "No nuts" in guardian.get(address(meeting, f"?{diet}")).get_data(as_text=True)
    assert "HYPERLINK" not in text
    events = db.query(AuditEvent).filter_by(action="meetings:registrations:exported").all()
    assert [event.data["count"] for event in events] == [2, 2, 2, 1]


def test_a_file_is_read_in_batches_by_key(db, meeting, monkeypatch, count_queries):
    monkeypatch.setattr(staff_list, "BATCH", 2)
    made = {make_registration(meeting, kind=CategoryKind.PUBLIC).id for _ in range(5)}
    actor = make_actor(Role.MEETING_OFFICER)
    with count_queries() as counted:
        found = [row.id for row in rows(actor, meeting)]
    reads = [each for each in counted if "FROM meeting_registration" in each]
    assert (set(found), len(found), len(reads)) == (made, 5, 3)


def test_a_page_costs_the_same_with_10_and_with_60_rows(db, meeting, sign_in, count_queries):
    client = sign_in(make_account(Role.MEETING_OFFICER))

    def cost():
        client.get(address(meeting))
        with count_queries() as counted:
            assert client.get(address(meeting)).status_code == 200
        return len(counted)

    make_nominations(meeting, 5)
    for _ in range(5):
        make_registration(meeting, kind=CategoryKind.PUBLIC)
    with_10 = cost()
    for _ in range(10):
        make_nominations(meeting, 4)
    for _ in range(10):
        make_registration(meeting, kind=CategoryKind.PUBLIC)
    assert cost() == with_10
    page = client.get(address(meeting)).get_data(as_text=True)
    assert page.count('name="registration"') == 50


def test_auditors_read_and_nobody_else_comes_in(db, meeting, sign_in):
    make_registration(meeting, kind=CategoryKind.PUBLIC)
    auditor = sign_in(make_account(Role.AUDITOR))
    page = auditor.get(address(meeting))
    assert page.status_code in {200, 404}
    assert 'name="what"' not in page.get_data(as_text=True)
    assert auditor.get(address(meeting, "/several")).status_code == 403
    assert sign_in(make_account()).get(address(meeting)).status_code == 403
