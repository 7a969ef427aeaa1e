"""The nightly run: it reminds, proposes, carries out what people decided, and can be held."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core import clock
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Role
from engagement.demo.bulk import count_rows
from engagement.jobs.queue import queue
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.settings import registry
from engagement.settings.commands import change_setting
from engagement.standing.commands import batches as batch_commands
from engagement.standing.commands import night as commands
from engagement.standing.models import (
    Act,
    Batch,
    BatchItem,
    BatchKind,
    NightOutcome,
    Proceeding,
    ProceedingState,
)
from engagement.standing.queries import batches
from engagement.standing.queries import night as queries
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, decided

MANY = 10_000
SOME = 600


@bookkeeping
def add_many(db, *, since: str, due_on: str, status: str, many: int = MANY) -> None:
    """Accreditations with old dates, ten thousand unless told."""
    for statement in (
        "INSERT INTO organization (id, kind, name, name_language, country, major_group, created_at,"
        " kept_by_staff, protection, shows_website)"
        " SELECT gen_random_uuid(), 'non_profit', 'Old ' || n, 'en', 'KE', 'ngo', now(), false,"
        " 'none', false FROM generate_series(1, :many) n",
        "INSERT INTO accreditation (id, number, token, track, organization_id, since,"
        " report_due_on, since_precision, created_at)"
        " SELECT gen_random_uuid(), 'OLD-' || name, id::text, 'major_group', id,"
        " CAST(:since AS date), CAST(:due_on AS date), 'day', now()"
        " FROM organization WHERE name LIKE 'Old %'",
        "INSERT INTO accreditation_status_period"
        " (id, accreditation_id, status, valid_from, reason_code)"
        " SELECT gen_random_uuid(), id, :status, since, 'recorded'"
        " FROM accreditation WHERE number LIKE 'OLD-%'",
    ):
        values = {"many": many, "since": since, "due_on": due_on, "status": status}
        wanted = {name: value for name, value in values.items() if f":{name}" in statement}
        db.execute(text(statement), wanted)
    count_rows("organization", "accreditation", "accreditation_status_period")


def statuses(db):
    """How many accreditations have which status today."""
    return dict(
        db.execute(
            select(StatusPeriod.status, func.count())
            .where(StatusPeriod.valid_to.is_(None))
            .group_by(StatusPeriod.status)
        ).all()
    )


def test_ten_thousand_old_dates_change_nothing_propose_a_batch_and_the_brake_stops_it(db):
    head = make_actor(Role.HEAD_OF_UNIT)
    add_many(db, since="2002-01-01", due_on="2006-01-01", status="active")
    before = statuses(db)

    brake = commands.pull_brake(Act.PROPOSE_REPORT_DUE, actor=head, reason="An import is wrong.")
    done = commands.run_night()
    assert Act.PROPOSE_REPORT_DUE not in done
    assert batches.open_batches() == []
    assert queries.run_of(Act.PROPOSE_REPORT_DUE, today()).outcome == NightOutcome.BRAKED

    commands.release_brake(brake, actor=head)
    done = commands.run_night()

    assert done[Act.PROPOSE_REPORT_DUE] == MANY
    assert statuses(db) == before == {AccreditationStatus.ACTIVE: MANY}
    batch = batches.open_batch(BatchKind.REPORT_DUE)
    assert batches.count(batch, head) == MANY
    assert batches.composition(batch, head)["groups"] == {"ngo": MANY}
    told = db.scalars(select(Message).filter_by(template="standing/batch_proposed_notice")).all()
    assert len(told) == 1
    assert "10" in told[0].body_text
    commands.run_night()
    assert batches.count(batch, head) == MANY
    assert db.scalar(select(func.count()).select_from(Message)) == 1


def test_reminders_over_more_than_usual_wait_for_a_person(db):
    head = make_actor(Role.HEAD_OF_UNIT)
    add_many(
        db, since="2022-01-01", due_on=str(today() + timedelta(days=20)), status="active", many=SOME
    )

    assert Act.REMIND not in commands.run_night()
    planned = queries.plan_of(Act.REMIND)

    assert (planned.count, planned.held) == (SOME, True)
    assert queries.run_of(Act.REMIND, today()).outcome == NightOutcome.HELD
    held = select(Message).filter_by(template="standing/night_held_notice")
    assert len(db.scalars(held).all()) == 1
    with pytest.raises(Stale):
        commands.allow_tonight(Act.REMIND, actor=head, reason="Right.", seen=SOME - 1)
    commands.allow_tonight(Act.REMIND, actor=head, reason="The days are right.", seen=SOME)
    assert not queries.plan_of(Act.REMIND).held
    with clock.moved_to(now() + timedelta(days=1)):
        assert queries.plan_of(Act.REMIND).held


def test_each_reminder_is_sent_once_and_a_missed_run_sends_one(db):
    accreditation = accredited(due_in=85)
    make_account(leads=[accreditation.organization])

    commands.run_night()
    commands.run_night()
    reminders = select(Message).filter_by(template="standing/report_reminder")
    assert len(db.scalars(reminders).all()) == 1

    with clock.moved_to(now() + timedelta(days=56)):
        commands.run_night()
        commands.run_night()
    assert len(db.scalars(reminders).all()) == 2


def test_what_people_decided_is_carried_out_on_its_day_unless_everything_is_held(db):
    accreditation = accredited()
    proceeding = decided(accreditation)
    head = make_actor(Role.HEAD_OF_UNIT)

    brake = commands.pull_brake(None, actor=head, reason="Look first.")
    with pytest.raises(RuleViolation, match="held already"):
        commands.pull_brake(None, actor=head, reason="Again.")
    commands.run_night()
    assert proceeding.state == ProceedingState.DECIDED

    commands.release_brake(brake, actor=head)
    commands.run_night()
    assert proceeding.state == ProceedingState.IN_EFFECT


def test_a_person_shows_reports_as_due_and_leaves_some_out(db):
    late = [accredited(due_in=-3) for _ in range(3)]
    leader = make_account(leads=[late[0].organization])
    head = make_actor(Role.HEAD_OF_UNIT, interest_in=[late[2].organization])
    commands.run_night()
    batch = batches.open_batch(BatchKind.REPORT_DUE)
    by_accreditation = {
        item.accreditation_id: item.id for item in db.scalars(batches.items(batch, head))
    }
    assert set(by_accreditation) == {late[0].id, late[1].id}

    batch_commands.leave_out(batch, actor=head, ids=[by_accreditation[late[1].id]])
    with pytest.raises(Stale):
        batch_commands.carry_out_batch(
            batch, actor=head, ids=[by_accreditation[late[0].id]], seen=2
        )
    batch_commands.carry_out_batch(batch, actor=head, ids=[by_accreditation[late[0].id]], seen=1)

    assert [each.periods[-1].status for each in late] == ["report_due", "active", "active"]
    told = db.scalars(select(Message).filter_by(template="standing/report_overdue")).one()
    assert (told.to, "Please send it by" in told.body_text) == (leader.email, True)
    assert batch.open
    commands.run_night()
    assert batches.count(batch, make_actor(Role.HEAD_OF_UNIT)) == 1
    with pytest.raises(NotAllowed):
        batch_commands.carry_out_batch(
            batch, actor=make_actor(Role.REVIEWER), ids=[uuid.uuid4()], seen=1
        )


def test_notices_of_suspension_are_given_by_a_person_after_the_grace(db):
    accreditation = accredited(due_in=-91)
    leader = make_account(leads=[accreditation.organization])
    head = make_actor(Role.HEAD_OF_UNIT)
    for kind in (BatchKind.REPORT_DUE, BatchKind.SUSPEND):
        commands.run_night()
        batch = batches.open_batch(kind)
        ids = [item.id for item in db.scalars(batches.items(batch, head))]
        batch_commands.carry_out_batch(batch, actor=head, ids=ids, seen=1)
        assert not batch.open

    proceeding = db.scalars(select(Proceeding)).one()

    assert proceeding.state == ProceedingState.NOTICED
    assert accreditation.periods[-1].status == AccreditationStatus.REPORT_DUE
    assert (
        db.scalars(select(Message.to).filter_by(template="standing/notice_given")).one()
        == leader.email
    )
    commands.run_night()
    assert batches.open_batches() == []


def test_what_does_not_match_any_more_is_taken_out_by_itself(db):
    accreditation = accredited(due_in=-3)
    commands.run_night()
    batch = batches.open_batch(BatchKind.REPORT_DUE)
    move_day(accreditation)

    commands.run_night()

    assert not batch.open
    assert db.scalars(select(BatchItem.done)).all() == [False]
    assert db.scalar(select(func.count()).select_from(Batch)) == 1


@bookkeeping
def move_day(accreditation: Accreditation) -> None:
    """The report is due later, as after an acceptance."""
    accreditation.report_due_on = today() + timedelta(days=400)


def test_only_heads_and_approvers_hold_and_release(db):
    for role in set(Role) - {Role.HEAD_OF_UNIT, Role.APPROVER}:
        with pytest.raises(NotAllowed):
            commands.pull_brake(None, actor=actor_for(make_account(role)), reason="No.")


@bookkeeping
def write(db, statement: str, **values) -> None:
    """One statement beside all commands."""
    db.execute(text(statement), values)


def run_queued(db) -> int:
    """Run what waits in the queue under the night's name, as a worker does; how many jobs."""
    select_jobs = "SELECT args FROM procrastinate_jobs WHERE task_name = 'standing.run_night'"
    jobs = db.scalars(text(select_jobs)).all()
    for arguments in jobs:
        queue.tasks["standing.run_night"].func(**arguments)
    return len(jobs)


def test_what_a_person_lets_run_today_runs(db):
    administrator = make_actor(Role.ADMINISTRATOR)
    change_setting("standing.most_a_night", actor=administrator, value=1, reason="So few.")
    registry.forget()
    for _ in range(2):
        make_account(leads=[accredited(due_in=20).organization])
        decided(accredited(due_in=400))
    head = make_actor(Role.HEAD_OF_UNIT)
    assert commands.run_night().keys().isdisjoint({Act.REMIND, Act.EFFECT})

    for act in (Act.REMIND, Act.EFFECT):
        commands.allow_tonight(act, actor=head, reason="Right.", seen=2)

    assert run_queued(db) == 1
    assert db.scalar(reminders_sent()) == 2
    assert queries.run_of(Act.EFFECT, today()).outcome == NightOutcome.DONE


def reminders_sent():
    """How many reminders have left."""
    return select(func.count()).select_from(
        select(Message).filter_by(template="standing/report_reminder").subquery()
    )


def test_what_fails_for_one_stops_nothing_else_and_shows(db):
    bad, good = (accredited(due_in=20) for _ in range(2))
    for each in (bad, good):
        make_account(leads=[each.organization])
    proceeding, late = decided(accredited(due_in=400)), accredited(due_in=-3)
    rule = f"CHECK (accreditation_id <> '{bad.id}')"
    write(db, f"ALTER TABLE standing_report_reminder ADD CONSTRAINT never {rule}")

    with pytest.raises(ExceptionGroup) as failed:
        commands.run_night()

    assert len(failed.value.exceptions) == 1
    assert db.scalar(reminders_sent()) == 1
    assert queries.run_of(Act.REMIND, today()).outcome == NightOutcome.FAILED
    assert batches.open_batch(BatchKind.REPORT_DUE) is not None
    assert late.periods[-1].status == AccreditationStatus.ACTIVE
    assert proceeding.state == ProceedingState.IN_EFFECT

    write(db, "ALTER TABLE standing_report_reminder DROP CONSTRAINT never")
    assert commands.run_night()[Act.REMIND] == 1


def test_what_left_an_open_proposal_by_itself_comes_back_and_what_a_person_left_out_does_not(db):
    first, second, third = late = [accredited(due_in=-3) for _ in range(3)]
    head = make_actor(Role.HEAD_OF_UNIT)
    commands.run_night()
    batch = batches.open_batch(BatchKind.REPORT_DUE)
    by_accreditation = {
        item.accreditation_id: item.id for item in db.scalars(batches.items(batch, head))
    }
    batch_commands.leave_out(batch, actor=head, ids=[by_accreditation[first.id]])
    move_day(second)
    commands.run_night()
    assert batches.count(batch, head) == 1

    with clock.moved_to(now() + timedelta(days=1)):
        set_day(second, today() - timedelta(days=1))
        commands.run_night()
        left = {item.accreditation_id for item in db.scalars(batches.items(batch, head))}
        assert left == {second.id, third.id}
    with clock.moved_to(now() + timedelta(days=91)):
        commands.run_night()
        left = {item.accreditation_id for item in db.scalars(batches.items(batch, head))}
        assert left == {each.id for each in late}
    assert db.scalar(select(func.count()).select_from(BatchItem)) == 3


def test_what_had_changed_when_it_was_to_be_carried_out_was_not_left_out(db):
    accreditation = accredited(due_in=-3)
    head = make_actor(Role.HEAD_OF_UNIT)
    commands.run_night()
    batch = batches.open_batch(BatchKind.REPORT_DUE)
    item = db.scalars(batches.items(batch, head)).one()
    move_day(accreditation)
    results = batch_commands.carry_out_batch(batch, actor=head, ids=[item.id], seen=1)
    assert results[0].refusal

    set_day(accreditation, today() - timedelta(days=1))
    commands.run_night()

    assert batches.count(batches.open_batch(BatchKind.REPORT_DUE), head) == 1


@bookkeeping
def set_day(accreditation: Accreditation, day) -> None:
    """The report is due on a day."""
    accreditation.report_due_on = day
