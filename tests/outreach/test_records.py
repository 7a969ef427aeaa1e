"""Outreach records: entered by regional officers, read by a few, changed for a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now, today
from engagement.core.countries import Region
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.organizations.queries import actor_for
from engagement.outreach.commands import records as commands
from engagement.outreach.models import OutreachKind, OutreachNote, OutreachRecord
from engagement.outreach.permissions import Outreach
from engagement.outreach.queries import records as queries
from tests.factories import make_account, make_actor

READERS = {Role.REGIONAL_OFFICER, Role.HEAD_OF_UNIT, Role.AUDITOR}
DATA = commands.RecordData(
    kind=OutreachKind.VISIT,
    title="Visit to the Sahel",
    held_on=today(),
    region=Region.AFRICA,
    text="We met four networks.",
    countries=["KE"],
    major_groups=["farmers"],
)


@pytest.fixture
def officer(db):
    return make_actor(Role.REGIONAL_OFFICER)


def enter(officer, **values):
    return commands.enter_record(replace(DATA, held_on=today(), **values), actor=officer)


def typed(**values):
    day = today()
    return {
        "kind": "webinar",
        "title": "Webinar",
        "held_on-day": day.day,
        "held_on-month": day.month,
        "held_on-year": day.year,
        "region": "africa",
        "countries": ["KE", "UG"],
        "major_groups": ["women"],
        "people_reached": "٤٠",
        "organizations_reached": "",
        "text": "Forty women took part.",
        "result": "",
    } | values


@pytest.mark.parametrize("roles", [[], *([role] for role in Role)], ids=str)
def test_who_reads_and_who_enters(db, officer, sign_in, roles):
    record = enter(officer)
    account = make_account(*roles)
    actor = make_actor(*roles)
    reads = bool(READERS & set(roles))

    found = {row.id for row in db.execute(queries.listed(actor))}
    assert found == ({record.id} if can(actor, Outreach.VIEW, record) else set())
    assert bool(found) == reads
    browser = sign_in(account)
    assert browser.get("/en/outreach").status_code == (200 if reads else 403)
    assert browser.get(f"/en/outreach/{record.id}").status_code == (200 if reads else 404)
    enters = Role.REGIONAL_OFFICER in roles
    assert browser.get("/en/outreach/new").status_code == (200 if enters else 403)
    assert ('href="/en/outreach"' in browser.get("/en/home").text) == reads
    if not enters:
        with pytest.raises(NotAllowed):
            enter(actor)


def test_an_officer_enters_by_the_page_and_reads_it_again(db, sign_in):
    browser = sign_in(make_account(Role.REGIONAL_OFFICER))

    answer = browser.post("/en/outreach/new", data=typed())

    record = db.scalars(select(OutreachRecord)).one()
    assert (record.people_reached, record.organizations_reached) == (40, None)
    assert (record.countries, record.major_groups) == (["KE", "UG"], ["women"])
    page = browser.get(answer.headers["Location"]).text
    assert "Kenya and Uganda" in page and "Forty women took part." in page
    event = db.scalars(select(AuditEvent).filter_by(action="outreach:record:entered")).one()
    assert event.data["countries"] == ["KE", "UG"]
    assert record.text not in str(event.data)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": ""}, "Choose what was done."),
        ({"title": " "}, "Say in a few words what was done."),
        ({"title": "x" * 201}, "Use at most 200 characters."),
        ({"held_on-day": "", "held_on-month": "", "held_on-year": ""}, "Enter the day."),
        ({"held_on-year": today().year + 1}, "the day cannot be in the future"),
        ({"countries": ["FR"]}, "is not in the region"),
        ({"people_reached": "many"}, "Enter a whole number"),
        ({"organizations_reached": "-3"}, "Enter a whole number"),
        ({"region": "atlantis"}, "Choose one of the options."),
        ({"major_groups": ["kings"]}, "Choose one of the options."),
        ({"text": ""}, "Write what happened."),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_is_kept(db, sign_in, values, words):
    browser = sign_in(make_account(Role.REGIONAL_OFFICER))

    answer = browser.post("/en/outreach/new", data=typed(**values))

    assert answer.status_code == 422
    assert words in answer.text
    assert "Webinar" in answer.text or "xxx" in answer.text or "title" in values
    assert db.scalars(select(OutreachRecord)).all() == []


def test_the_same_form_twice_makes_one_record(db, sign_in):
    browser = sign_in(make_account(Role.REGIONAL_OFFICER))
    data = typed(form_key="6a1b0a8e-3d5c-4a57-9a0c-0c9d4f0f8d11")

    answers = {browser.post("/en/outreach/new", data=data).headers["Location"] for _ in range(2)}

    assert len(answers) == 1
    assert len(db.scalars(select(OutreachRecord)).all()) == 1


def test_the_author_changes_it_for_a_day_and_nobody_else_does(db, officer, sign_in):
    author = make_account(Role.REGIONAL_OFFICER)
    own = sign_in(author)
    own.post("/en/outreach/new", data=typed())
    record = db.scalars(select(OutreachRecord)).one()
    path = f"/en/outreach/{record.id}/change"

    assert sign_in(make_account(Role.REGIONAL_OFFICER)).get(path).status_code == 403
    assert sign_in(make_account(Role.HEAD_OF_UNIT)).get(path).status_code == 403
    with pytest.raises(NotAllowed):
        commands.change_record(record, DATA, actor=officer)
    assert 'value="Webinar"' in own.get(path).text
    assert own.post(path, data=typed(title="Webinar for women")).status_code == 302
    assert record.title == "Webinar for women"
    assert record.changed_at is not None

    with moved_to(now() + timedelta(hours=25)):
        assert not queries.is_open(record)
        with pytest.raises(RuleViolation):
            commands.change_record(record, DATA, actor=actor_for(author))


def test_a_note_corrects_it_at_any_time_and_stays(db, officer, sign_in):
    record = enter(officer)
    browser = sign_in(make_account(Role.HEAD_OF_UNIT))
    path = f"/en/outreach/{record.id}/add-note"

    assert browser.post(path, data={"text": " "}).status_code == 422
    assert browser.post(path, data={"text": "It was five networks."}).status_code == 302

    assert "It was five networks." in browser.get(f"/en/outreach/{record.id}").text
    assert sign_in(make_account(Role.AUDITOR)).post(path, data={"text": "x"}).status_code == 403
    assert len(db.scalars(select(OutreachNote)).all()) == 1


def test_the_list_is_filtered_by_region_and_kind_and_paged(db, officer, sign_in):
    africa = enter(officer)
    everywhere = enter(officer, region=None, countries=[], kind=OutreachKind.MAILING)
    europe = enter(officer, region=Region.EUROPE, countries=["FR"])

    def found(**wanted):
        return {row.id for row in db.execute(queries.listed(officer, **wanted))}

    assert found(region=Region.AFRICA) == {africa.id, everywhere.id}
    assert found(kind=OutreachKind.VISIT) == {africa.id, europe.id}
    assert found(region=Region.EUROPE, kind=OutreachKind.MAILING) == {everywhere.id}
    for number in range(50):
        enter(officer, title=f"Visit {number}")
    browser = sign_in(make_account(Role.AUDITOR))
    first = browser.get("/en/outreach").text
    assert first.count("<tr>") == 51 and "after=" in first
    assert "Nothing was recorded" in browser.get("/en/outreach?kind=letter").text
    assert browser.get("/en/outreach?kind=x&region=y&after=z").status_code == 200
