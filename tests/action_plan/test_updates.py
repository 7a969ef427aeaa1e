"""Progress updates: written by one officer, published by another, never changed then."""

import dataclasses
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from engagement.action_plan import commands, queries
from engagement.action_plan.models import ProgressUpdate, Status, UpdateState
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.documents.models import Document, Scan
from engagement.mail.models import Message
from engagement.settings.commands import change_setting
from tests.action_plan.cases import ACTION, add_file, make_update, report
from tests.factories import make_account, make_actor

S = UpdateState
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def officer(db):
    return make_actor(Role.PROGRAMME_OFFICER)


def mails(db, template):
    return db.scalars(select(Message).where(Message.template == template)).all()


def test_an_update_goes_from_draft_to_published_by_two_people(db, officer):
    reader = make_account(Role.PROGRAMME_OFFICER)
    update = make_update(S.SUBMITTED, author=officer)

    told = {one.person_id for one in mails(db, "action_plan/update_submitted")}
    assert reader.id in told and officer.id not in told
    commands.publish_update(update, actor=make_actor(Role.PROGRAMME_OFFICER))
    assert update.state == S.PUBLISHED
    assert update.files[0].document.submitted_at is not None
    assert queries.statuses()[ACTION] == (Status.UNDER_WAY, update.period_to)


def test_nobody_publishes_or_returns_an_own_update(officer):
    update = make_update(S.SUBMITTED, author=officer)

    with pytest.raises(RuleViolation, match="You wrote this update"):
        commands.publish_update(update, actor=officer)
    with pytest.raises(RuleViolation, match="You wrote this update"):
        commands.return_update(update, actor=officer, note="No.")
    assert update.state == S.SUBMITTED


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROGRAMME_OFFICER])
def test_only_programme_officers_write_and_publish(role):
    actor, update = make_actor(role), make_update(S.SUBMITTED)

    with pytest.raises(NotAllowed):
        commands.write_update(ACTION, actor=actor, report=report())
    with pytest.raises(NotAllowed):
        commands.publish_update(update, actor=actor)


def test_an_update_that_came_back_is_changed_by_its_author_alone(db, officer):
    update = make_update(S.RETURNED, author=officer)
    assert [one.person_id for one in mails(db, "action_plan/update_returned")] == [officer.id]
    assert "Say where." in mails(db, "action_plan/update_returned")[0].body_text

    with pytest.raises(NotAllowed):
        commands.edit_update(update, actor=make_actor(Role.PROGRAMME_OFFICER), report=report())
    commands.edit_update(update, actor=officer, report=report(text="In Kisumu."))
    commands.submit_update(update, actor=officer)
    assert (update.text, update.return_note, update.state) == ("In Kisumu.", "", S.SUBMITTED)
    commands.take_back_update(update, actor=officer)
    assert update.state == S.RETURNED


def test_a_published_update_never_changes(db, officer):
    update = make_update(author=officer)
    file = update.files[0]

    for act in (
        lambda: commands.edit_update(update, actor=officer, report=report()),
        lambda: add_file(update, officer, "More"),
        lambda: commands.remove_file(file, actor=officer),
        lambda: commands.submit_update(update, actor=officer),
    ):
        with pytest.raises(RuleViolation):
            act()
    for change in ("text = 'Other.'", "status = 'done'", "links = '[]'", "reader_id = NULL"):
        with pytest.raises(DatabaseError, match="corrected by a new one"), db.begin_nested():
            db.execute(text(f"UPDATE action_plan_update SET {change}"))


def test_the_database_refuses_a_second_reader_who_is_the_author(db):
    make_update(S.SUBMITTED)

    with pytest.raises(DatabaseError, match="second_reader"), db.begin_nested():
        db.execute(text("UPDATE action_plan_update SET reader_id = author_id"))


def test_a_correction_stands_in_place_of_what_it_corrects(officer):
    first = make_update(author=officer, status=Status.DONE)
    draft = make_update(S.DRAFT, author=officer, corrects=first, status=Status.UNDER_WAY)
    assert queries.statuses()[ACTION][0] == Status.DONE
    commands.submit_update(draft, actor=officer)
    commands.publish_update(draft, actor=make_actor(Role.PROGRAMME_OFFICER))

    assert queries.corrections_of([first]) == {first.id: draft}
    assert queries.statuses()[ACTION][0] == Status.UNDER_WAY
    commands.withdraw_update(draft, actor=officer, reason="Wrong again.")
    assert queries.statuses()[ACTION][0] == Status.DONE


def test_only_what_is_published_of_the_same_action_is_corrected(officer):
    other, draft = make_update(action="I.A.1"), make_update(S.DRAFT)

    for wrong in (other, draft):
        with pytest.raises(RuleViolation, match="same action"):
            commands.write_update(ACTION, actor=officer, report=report(), corrects=wrong)


def test_the_status_of_an_action_is_that_of_the_latest_period():
    make_update(status=Status.DONE, period_to=today() - timedelta(days=1))
    make_update(
        status=Status.NOT_STARTED,
        period_from=today() - timedelta(days=400),
        period_to=today() - timedelta(days=300),
    )
    make_update(S.SUBMITTED, status=Status.DISCONTINUED, period_to=today())

    assert queries.statuses() == {ACTION: (Status.DONE, today() - timedelta(days=1))}


def test_a_period_that_cannot_be_is_refused(officer):
    wrong = [
        report(period_to=today() + timedelta(days=1)),
        report(period_from=today(), period_to=today() - timedelta(days=1)),
    ]
    for each in wrong:
        with pytest.raises(RuleViolation, match="hoose a last day"):
            commands.write_update(ACTION, actor=officer, report=each)


def test_a_form_sent_twice_writes_one_update(db, officer):
    key = uuid.uuid4()
    made = [
        commands.write_update(ACTION, actor=officer, report=report(), key=key) for _ in range(2)
    ]

    assert made[0].id == made[1].id
    assert len(db.scalars(select(ProgressUpdate)).all()) == 1


def test_files_are_added_once_up_to_a_number_and_removed(db, officer):
    change_setting(
        "action_plan.files_an_update", actor=make_actor(Role.ADMINISTRATOR), value=2, reason="Few."
    )
    update = make_update(S.DRAFT, author=officer)
    same, more = add_file(update, officer), add_file(update, officer, "More")
    assert same.id == update.files[0].id

    with pytest.raises(RuleViolation, match="as many files as it can"):
        add_file(update, officer, "Too many")
    commands.remove_file(more, actor=officer)
    assert len(db.scalars(select(Document)).all()) == 1


@bookkeeping
def find_harm(update):
    update.files[0].document.scan = Scan.INFECTED


def test_nothing_harmful_is_submitted_or_published(officer):
    draft, waiting = make_update(S.DRAFT, author=officer), make_update(S.SUBMITTED)
    find_harm(draft)
    find_harm(waiting)

    with pytest.raises(RuleViolation, match="Harmful"):
        commands.submit_update(draft, actor=officer)
    with pytest.raises(RuleViolation, match="Harmful"):
        commands.publish_update(waiting, actor=officer)


def test_an_update_says_what_was_reported(officer):
    said = report(language="fr", text="Fait.", links=[])
    update = commands.write_update("I.A.1", actor=officer, report=said)

    assert {name: getattr(update, name) for name in dataclasses.asdict(said)} == (
        dataclasses.asdict(said)
    )
