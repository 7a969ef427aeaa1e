"""The nightly run and its brake: reminders, proposals, and what people decided for this day."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import structlog
from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import Accreditation
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.jobs.queue import enqueue
from engagement.standing.commands.batches import propose_batch
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.proceedings import effect_proceeding
from engagement.standing.models import Act, Brake, NightOutcome, NightRun, ReportReminder
from engagement.standing.permissions import Standings
from engagement.standing.queries import batches, proceedings, reports
from engagement.standing.queries import night as queries

log = structlog.get_logger()


def run_night() -> dict[Act, int]:
    """Do each act of the night that nothing holds; how many accreditations each was over.

    Not one transaction: each reminder, proposal and measure is its own, so that what fails stops
    nothing else, and a second run goes on where the first ended. ExceptionGroup at the end with
    whatever failed, so that the job shows as failed.
    """
    done: dict[Act, int] = {}
    failures: list[Exception] = []
    for planned in queries.planned(today()):
        if not planned.count and planned.act not in batches.ACTS.values():
            continue
        with going_on(failures, planned.act):
            if planned.brake is not None:
                note_run(planned, NightOutcome.BRAKED, planned.count)
            elif planned.held:
                note_run(planned, NightOutcome.HELD, planned.count)
            else:
                before = len(failures)
                done[planned.act] = _do(planned.act, today(), failures)
                whole = len(failures) == before
                outcome = NightOutcome.DONE if whole else NightOutcome.FAILED
                note_run(planned, outcome, done[planned.act])
    if failures:
        raise ExceptionGroup("some of this night failed", failures)
    return done


@contextmanager
def going_on(failures: list[Exception], act: Act, about: uuid.UUID | None = None) -> Iterator[None]:
    """Log what fails within and add it to `failures`, so that the rest of the night goes on."""
    try:
        yield
    except Exception as error:
        db.session.rollback()
        log.exception("night_failed", act=act.value, about=str(about) if about else None)
        failures.append(error)


def _do(act: Act, day: date, failures: list[Exception]) -> int:
    if act == Act.REMIND:
        rows = db.session.execute(reports.to_remind(day)).all()
        return _each(
            act,
            rows,
            lambda row: remind_of_report(row.id, due_on=row.due_on, days_before=row.days_before),
            failures,
        )
    if act == Act.EFFECT:
        rows = db.session.execute(proceedings.due_for_effect(day)).all()
        return _each(
            act, rows, lambda row: effect_proceeding(proceedings.get_proceeding(row.id)), failures
        )
    number = 0
    with going_on(failures, act):
        kind = next(kind for kind, its in batches.ACTS.items() if its == act)
        number = queries.count_of(act, day)
        propose_batch(kind, day)
    return number


def _each(act: Act, rows: Iterable, do: Callable[..., bool], failures: list[Exception]) -> int:
    """Do it to each row, whatever becomes of the others; to how many it was done."""
    number = 0
    for row in rows:
        with going_on(failures, act, row.id):
            number += do(row)
    return number


@command
def remind_of_report(accreditation_id: uuid.UUID, *, due_on: date, days_before: int) -> bool:
    """Remind an organization of its report, once for each of the set days before it is due."""
    accreditation = lock(db.session.get_one(Accreditation, accreditation_id))
    if accreditation.report_due_on != due_on or reports.was_reminded(
        accreditation, due_on, days_before
    ):
        return False
    db.session.add(
        ReportReminder(
            accreditation_id=accreditation.id,
            due_on=due_on,
            days_before=days_before,
            sent_at=now(),
        )
    )
    record(
        "standing:report:reminded",
        accreditation,
        actor=SYSTEM,
        due_on=due_on.isoformat(),
        days_before=days_before,
    )
    tell_organization("report_reminder", accreditation, accreditation, due_on=due_on)
    return True


@command
def note_run(planned: queries.Planned, outcome: NightOutcome, count: int) -> None:
    """Keep what became of an act in this night; heads of unit are told where a person must act.

    Of several runs in a night the last one counts, and what they were over is added up.
    """
    run = queries.run_of(planned.act, today())
    told = run is not None and run.outcome == NightOutcome.HELD
    if run is None:
        run = NightRun(night=today(), act=planned.act, count=0)
        db.session.add(run)
    ran = outcome in (NightOutcome.DONE, NightOutcome.FAILED)
    run.count = run.count + count if ran else count
    run.outcome, run.ran_at = outcome, now()
    record(f"standing:night:{outcome}", run, actor=SYSTEM, act=planned.act, count=count)
    if outcome == NightOutcome.HELD and not told:
        tell_staff(
            "night_held_notice",
            run,
            Role.HEAD_OF_UNIT,
            may=Standings.SEE_TONIGHT,
            run=run,
            usual=planned.usual,
        )


@command
def pull_brake(
    act: Act | None, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> Brake | None:
    """Hold an act of every night, or all of them (None), until somebody releases it."""
    if once.take(key, actor):
        return queries.get_brake(act)
    refuse_others(actor)
    if queries.get_brake(act) is not None:
        raise RuleViolation(_l("This is held already."))
    brake = Brake(act=act, reason=reason, pulled_at=now(), pulled_by_id=actor.id)
    db.session.add(brake)
    db.session.flush()
    once.remember(key, brake.id)
    record("standing:brake:pulled", brake, actor=actor, act=act, reason=reason)
    return brake


@command
def release_brake(brake: Brake, *, actor: Actor) -> None:
    """Let what was held happen again, from the next run on."""
    lock(brake)
    refuse_others(actor)
    if brake.released_at is not None:
        raise RuleViolation(_l("This was released before."))
    brake.released_at, brake.released_by_id = now(), actor.id
    record("standing:brake:released", brake, actor=actor, act=brake.act)


@command
def allow_tonight(act: Act, *, actor: Actor, reason: str, seen: int) -> None:
    """Let an act run today although it is over more accreditations than usual.

    `seen` is the number on the page; Stale when it is over more by now.
    """
    refuse_others(actor)
    planned = queries.plan_of(act)
    if planned.count > seen:
        raise Stale(_l("It is over more accreditations by now. Look again, then decide."))
    if planned.allowed or not planned.held:
        raise RuleViolation(_l("Nothing holds this: it runs by itself."))
    brake = Brake(act=act, night=today(), reason=reason, pulled_at=now(), pulled_by_id=actor.id)
    db.session.add(brake)
    db.session.flush()
    record(
        "standing:night:allowed", brake, actor=actor, act=act, count=planned.count, reason=reason
    )
    enqueue("standing.run_night")


def refuse_others(actor: Actor) -> None:
    """NotAllowed for whoever may not hold and release."""
    if not can(actor, Standings.BRAKE):
        raise NotAllowed(Standings.BRAKE)
