"""Notes verbales: four eyes, what a recorded note changes, what a returned one does not."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from engagement.audit.models import AuditEvent
from engagement.core import clock, invariants
from engagement.core.clock import now, today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.documents.models import Document
from engagement.mail.models import Message
from engagement.protocol import queries
from engagement.protocol.commands import notes, papers
from engagement.protocol.models import Function, Note, Representative, ShortTrackState
from tests.factories import (
    make_account,
    make_actor,
    make_administrator,
    make_intergovernmental,
    make_note,
    make_representatives,
    person,
)

S = ShortTrackState


def broken():
    """Invariants that do not hold, but the one of accounts: the tests' own are not audited."""
    return {name: rows for name, rows in invariants.broken().items() if "account's" not in name}


def data(country="KE", reference="NV/1", **values):
    given = {"dated_on": today(), "received_on": today()}
    return notes.NoteData(country=country, reference=reference, **given | values)


def test_what_a_note_names_counts_once_a_second_officer_has_checked_it(db):
    officer, checker = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    note = make_note("KE", person(), state=S.RECEIVED, officer=officer)

    with pytest.raises(RuleViolation, match="colleague"):
        notes.check_note(note, actor=officer)
    with pytest.raises(RuleViolation):
        notes.record_note(note, actor=checker)
    assert queries.in_office("KE", today()) == []

    notes.check_note(note, actor=checker)
    assert queries.in_office("KE", today()) == []
    notes.record_note(note, actor=officer)

    assert [one.name for one in queries.in_office("KE", today())] == ["Amina Otieno"]
    assert (note.state, note.checked_by_id) == (S.RECORDED, checker.id)
    assert broken() == {}


def test_who_added_a_line_does_not_check_the_note_either(db):
    first, second, third = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(3))
    note = make_note("KE", person(), state=S.RECEIVED, officer=first)
    notes.add_arrival(note, person("Second Person"), actor=second)

    with pytest.raises(RuleViolation, match="colleague"):
        notes.check_note(note, actor=second)
    notes.check_note(note, actor=third)

    assert note.state == S.CHECKED


def test_a_note_is_not_checked_without_its_file_or_without_anything_to_say(db):
    officer, checker = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    silent = make_note("KE", state=S.RECEIVED, officer=officer)
    bare = notes.enter_note(data(reference="NV/bare", confirms_list=True), actor=officer)

    with pytest.raises(RuleViolation, match="what the note says"):
        notes.check_note(silent, actor=checker)
    with pytest.raises(RuleViolation, match="missing"):
        notes.check_note(bare, actor=checker)


def test_a_change_of_representatives_ends_the_old_and_begins_the_new(db):
    (old,) = make_representatives("KE", person("Old One", from_day=today() - timedelta(days=90)))
    change = today() - timedelta(days=9)
    officer, checker = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    note = make_note("KE", state=S.RECEIVED, officer=officer)
    notes.add_arrival(note, person("New One", from_day=change), actor=officer, replaces=old)
    notes.check_note(note, actor=checker)
    assert old.to_day is None

    notes.record_note(note, actor=checker)

    assert (old.to_day, old.ended_by_id) == (change - timedelta(days=1), note.id)
    assert [one.name for one in queries.in_office("KE", today())] == ["New One"]
    day = change - timedelta(days=1)
    holding = queries.movements(day, today(), "en")
    assert [(row.way.value, row.day, row.person.name) for row in holding] == [
        ("departure", day, "Old One"),
        ("arrival", change, "New One"),
    ]
    assert broken() == {}


def test_a_returned_note_changes_nothing_and_tells_the_administrator_why(db):
    administrator = make_administrator("KE")
    note = make_note("KE", person(), state=S.RETURNED, reason="The seal is missing.")

    mail = db.scalars(select(Message).where(Message.template == "protocol/note_returned")).one()
    assert (mail.to, "The seal is missing." in mail.body_text) == (administrator.email, True)
    assert queries.in_office("KE", today()) == []
    with pytest.raises(RuleViolation):
        notes.check_note(note, actor=make_actor(Role.PROTOCOL_OFFICER))
    again = notes.enter_note(
        data(reference=note.reference), actor=make_actor(Role.PROTOCOL_OFFICER)
    )
    assert again.state == S.RECEIVED


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "XX"},
        {"country": "GL"},
        {"received_on": today() + timedelta(days=2)},
        {"dated_on": today(), "received_on": today() - timedelta(days=1)},
        {"reference": "NV/taken"},
    ],
    ids=str,
)
def test_a_note_that_cannot_be_is_refused_with_a_sentence(db, wrong):
    officer = make_actor(Role.PROTOCOL_OFFICER)
    notes.enter_note(data(reference="NV/taken"), actor=officer)

    with pytest.raises(RuleViolation):
        notes.enter_note(data(**wrong), actor=officer)

    assert db.scalar(select(func.count()).select_from(Note)) == 1


def test_lines_of_another_state_and_days_that_cannot_be_are_refused(db):
    (foreign,) = make_representatives("UG")
    (own,) = make_representatives("KE")
    officer = make_actor(Role.PROTOCOL_OFFICER)
    note = make_note("KE", state=S.RECEIVED, officer=officer)

    with pytest.raises(RuleViolation, match="list"):
        notes.add_departure(note, foreign, to_day=today(), actor=officer)
    with pytest.raises(RuleViolation, match="before the day"):
        notes.add_departure(note, own, to_day=own.from_day - timedelta(days=1), actor=officer)
    notes.add_departure(note, own, to_day=today(), actor=officer)
    with pytest.raises(RuleViolation, match="already"):
        notes.add_departure(note, own, to_day=today(), actor=officer)
    line = queries.lines_of(note).departures[0][0]
    notes.remove_line(note, line.id, actor=officer)
    notes.remove_line(note, line.id, actor=officer)
    assert queries.lines_of(note).departures == []


def test_a_form_sent_twice_makes_one_note_and_one_line(db):
    officer, key, line = make_actor(Role.PROTOCOL_OFFICER), uuid.uuid4(), uuid.uuid4()
    first = notes.enter_note(data(), actor=officer, key=key)
    assert notes.enter_note(data(), actor=officer, key=key) is first
    one = notes.add_arrival(first, person(), actor=officer, key=line)
    assert notes.add_arrival(first, person(), actor=officer, key=line) is one
    assert db.scalar(select(func.count()).select_from(Representative)) == 1


def test_a_file_can_be_taken_out_until_the_note_is_checked(db):
    officer, checker = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    note = make_note("KE", person(), state=S.RECEIVED, officer=officer)
    (paper,) = queries.papers_of(note)
    papers.remove_paper(paper, actor=officer)
    assert db.scalar(select(func.count()).select_from(Document)) == 0
    kept = make_note("KE", person(), state=S.CHECKED, officer=officer, checker=checker)
    (paper,) = queries.papers_of(kept)
    assert paper.document.submitted_at is not None
    with pytest.raises(RuleViolation):
        papers.remove_paper(paper, actor=officer)


@pytest.mark.parametrize("role", [None, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR])
def test_nobody_but_protocol_officers_works_on_notes(db, role):
    note = make_note("KE", person(), state=S.RECEIVED)
    other = make_actor(*([role] if role else []))

    for act in (
        lambda: notes.enter_note(data(), actor=other),
        lambda: notes.check_note(note, actor=other),
        lambda: notes.add_arrival(note, person(), actor=other),
        lambda: notes.return_note(note, actor=other, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_trail_has_no_address_of_an_administrator(db):
    make_note("KE", administrator=("Ada", "ada@kenya.example"), state=S.RECEIVED)

    (event,) = db.scalars(
        select(AuditEvent).where(AuditEvent.action == "protocol:note:entered")
    ).all()
    assert event.data["email"] == "a…@kenya.example"


def test_single_names_in_any_script_and_their_latin_form_are_taken_by_the_form(db, sign_in):
    account = make_account(Role.PROTOCOL_OFFICER)
    note = make_note("ID", state=S.RECEIVED)
    desk, page = sign_in(account), f"/en/protocol/notes/{note.id}/arrival"
    day = today()
    typed = {
        "name": "Suharto",
        "function": Function.PERMANENT.value,
        "seat": "capital",
        "from_day-day": day.day,
        "from_day-month": day.month,
        "from_day-year": day.year,
    }
    assert desk.post(page, data=typed).status_code == 302
    refused = desk.post(page, data=typed | {"name": "王伟"})
    assert (refused.status_code, "王伟" in refused.text) == (422, True)
    assert (
        desk.post(page, data=typed | {"name": "王伟", "latin_name": "Wang Wei"}).status_code == 302
    )
    names = [one.name for one in queries.lines_of(note).arrivals]
    assert names == ["Suharto", "王伟"]


def test_the_form_of_a_departure_asks_who_leaves(db, sign_in):
    (one,) = make_representatives("KE")
    note = make_note("KE", state=S.RECEIVED)
    desk, page = sign_in(make_account(Role.PROTOCOL_OFFICER)), f"/en/protocol/notes/{note.id}"
    day = today()
    typed = {"to_day-day": day.day, "to_day-month": day.month, "to_day-year": day.year}

    refused = desk.post(f"{page}/departure", data=typed)
    assert (refused.status_code, "Choose who leaves." in refused.text) == (422, True)
    sent = desk.post(f"{page}/departure", data=typed | {"person": str(one.id)})
    assert sent.status_code == 302
    assert [line.to_day for line, _ in queries.lines_of(note).departures] == [day]


def test_a_slip_in_the_details_is_corrected_with_before_and_after_in_the_trail(db, sign_in):
    (one,) = make_representatives("KE", person("Amnia Otieno", email="pr@kenya.example"))
    account = make_account(Role.PROTOCOL_OFFICER)
    desk, page = sign_in(account), f"/en/protocol/representatives/{one.id}/correct"
    assert page in desk.get("/en/protocol/states/KE").text
    seen = queries.fingerprint([one])
    typed = {"name": "Amina Otieno", "title": "Ambassador", "seat": "nairobi", "email": ""}
    typed["seen"] = seen

    refused = desk.post(page, data=typed)
    assert (refused.status_code, "Say what was wrong" in refused.text) == (422, True)
    assert desk.post(page, data=typed | {"reason": "Two letters."}).status_code == 302
    assert (one.name, one.title, one.email) == ("Amina Otieno", "Ambassador", None)
    event = db.scalars(
        select(AuditEvent).where(AuditEvent.action == "protocol:representative:corrected")
    ).one()
    assert event.data["name"] == ["Amnia Otieno", "Amina Otieno"]
    assert event.data["email"] == ["p…@kenya.example", None]
    stale = desk.post(page, data=typed | {"name": "Another", "reason": "x"})
    assert (stale.status_code, "changed meanwhile" in stale.text) == (422, True)
    assert sign_in(make_account(Role.REVIEWER)).get(page).status_code in (403, 404)


def test_a_later_note_corrects_the_last_day_of_who_has_left(db, sign_in):
    since = today() - timedelta(days=90)
    (one,) = make_representatives("KE", person("Old One", from_day=since))
    make_note("KE", leaving=[(one, today() - timedelta(days=20))])
    account = make_account(Role.PROTOCOL_OFFICER)
    note = make_note("KE", state=S.RECEIVED)
    assert "Old One" in sign_in(account).get(f"/en/protocol/notes/{note.id}/departure").text

    with pytest.raises(RuleViolation, match="recorded already"):
        notes.add_departure(note, one, to_day=one.to_day, actor=make_actor(Role.PROTOCOL_OFFICER))
    right = today() - timedelta(days=10)
    make_note("KE", leaving=[(one, right)])

    assert one.to_day == right
    assert broken() == {}


def test_an_auditor_reads_what_was_entered_in_the_period_and_does_nothing(db, sign_in):
    with clock.moved_to(now() - timedelta(days=400)):
        old = make_note("KE", person("Old One", email="old@kenya.example"))
    recent = make_note("KE", person("New One", email="new@kenya.example"), state=S.RECEIVED)
    igo = make_intergovernmental()
    desk = sign_in(make_account(Role.AUDITOR, engaged={"cases_from": today()}))

    notes_page, state = desk.get("/en/protocol/notes").text, desk.get("/en/protocol/states/KE").text
    assert recent.reference in notes_page and old.reference not in notes_page
    assert "Enter a note" not in notes_page and "Enter a note" not in state
    assert "Old One" not in state
    assert "Old One" not in desk.get("/en/delegation/KE").text
    shown = desk.get(f"/en/protocol/notes/{recent.id}").text
    assert "New One" in shown and "new@kenya.example" not in shown
    assert "Take out" not in shown and "It is right" not in shown
    assert desk.get(f"/en/protocol/intergovernmental/{igo.id}").status_code == 200
    assert desk.get("/en/protocol/movements").status_code == 200
    assert "Old One" not in desk.get("/en/protocol/movements?since=2001-01-01").text
    assert desk.get(f"/en/protocol/notes/{old.id}").status_code == 404
    assert desk.post(f"/en/protocol/notes/{recent.id}/check").status_code == 403
    assert desk.get(f"/en/protocol/notes/{recent.id}/change").status_code == 403
