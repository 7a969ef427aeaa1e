"""Reading the queue's tables, for staff."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    BigInteger,
    DateTime,
    Integer,
    Select,
    String,
    and_,
    cast,
    column,
    func,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB

from engagement.core import subjects
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.jobs.models import JobFailure
from engagement.jobs.queue import ABOUT, UNSEEN_UNTIL_DUE

JOBS = table(
    "procrastinate_jobs",
    column("id", BigInteger),
    column("task_name", String),
    column("args", JSONB),
    column("status", String),
    column("scheduled_at", DateTime(timezone=True)),
    column("attempts", Integer),
)
"""The queue's own table, which Procrastinate's schema made."""

EVENTS = table(
    "procrastinate_events",
    column("job_id", BigInteger),
    column("type", String),
    column("at", DateTime(timezone=True)),
)
"""What befell the jobs; each was deferred once."""

STATUS = cast(JOBS.c.status, String)
LIST_ORDER = (JOBS.c.id,)


@dataclass(frozen=True)
class Lane:
    """A saved filter of the list."""

    key: str
    label: Any
    condition: Callable[[], Any]


LANES = (
    Lane("failed", _l("Failed for good"), lambda: STATUS == "failed"),
    Lane(
        "retrying",
        _l("Failed, tried again later"),
        lambda: and_(STATUS == "todo", JOBS.c.attempts > 0),
    ),
    Lane(
        "waiting",
        _l("Waiting"),
        lambda: and_(
            STATUS == "todo",
            JOBS.c.attempts == 0,
            or_(JOBS.c.scheduled_at.is_(None), JOBS.c.scheduled_at <= now()),
        ),
    ),
    Lane(
        "later",
        _l("For later"),
        lambda: and_(STATUS == "todo", JOBS.c.attempts == 0, JOBS.c.scheduled_at > now()),
    ),
    Lane("doing", _l("Running"), lambda: STATUS == "doing"),
)


def longest_waiting() -> timedelta:
    """For how long the job has been due that has waited longest; no time when nothing is due."""
    due = func.greatest(JOBS.c.scheduled_at, EVENTS.c.at)  # one made late was due when made
    waiting = (
        select(func.min(due))
        .select_from(JOBS.join(EVENTS, EVENTS.c.job_id == JOBS.c.id))
        .where(cast(EVENTS.c.type, String) == "deferred", STATUS == "todo", due <= now())
    )
    first = db.session.scalar(waiting)
    return now() - first if first else timedelta()


def lane(key: str | None) -> Lane:
    """The lane named `key`; the first for anything else."""
    return next((each for each in LANES if each.key == key), LANES[0])


def visible_to(actor: Actor) -> Select:
    """Jobs but those about an organization in conflict, and those not to be seen before due."""
    return (
        select(
            JOBS.c.id,
            JOBS.c.task_name,
            JOBS.c.args,
            STATUS.label("status"),
            JOBS.c.scheduled_at,
            JOBS.c.attempts,
            JobFailure.error,
            JobFailure.failed_at,
        )
        .select_from(JOBS)
        .outerjoin(JobFailure, JobFailure.job_id == JOBS.c.id)
        .where(seen_by(actor))
    )


def seen_by(actor: Actor):
    """The condition that a job is about no organization in conflict and gives nothing away early.

    The organization stands with the job; where it does not, arguments may name a record of it.
    """
    hidden = [
        and_(
            JOBS.c.task_name.in_(UNSEEN_UNTIL_DUE),
            STATUS == "todo",
            JOBS.c.attempts == 0,
            JOBS.c.scheduled_at > now(),
        )
    ]
    if actor.conflicts:
        ids = [str(each) for each in actor.conflicts]
        hidden.append(func.coalesce(JOBS.c.args[ABOUT].astext.in_(ids), False))
        for kind in subjects.KINDS.values():
            about = organization_column(kind.model)
            if kind.argument is not None and about is not None:
                ids = select(cast(kind.model.id, String)).where(about.in_(actor.conflicts))
                hidden.append(func.coalesce(JOBS.c.args[kind.argument].astext.in_(ids), False))
    if actor.audits_part and Role.ADMINISTRATOR not in actor.roles:
        hidden += beyond_scope(actor)
    return not_(func.coalesce(or_(*hidden), False))


def beyond_scope(actor: Actor):
    """Conditions of jobs whose arguments name a record that an engagement leaves out."""
    beyond = subjects.beyond(actor.audited)
    for name, kind in subjects.KINDS.items():
        if kind.argument is None:
            continue
        named, model = JOBS.c.args[kind.argument].astext, kind.model
        searches = [beyond[name]] if name in beyond else []
        if "about_type" in model.__table__.columns:
            searches += [
                select(model.id).where(model.about_type == about, model.about_id.in_(ids))
                for about, ids in beyond.items()
            ]
        for search in searches:
            ids = search.with_only_columns(cast(model.id, String))
            yield func.coalesce(named.in_(ids), False)


def organization_column(model):
    """The column by which records of `model` belong to an organization, or None."""
    if model.__tablename__ == "organization":
        return model.id
    columns = model.__table__.columns
    for name in ("organization_id", "about_organization_id"):
        if name in columns:
            return getattr(model, name)
    return None


def organization_of_arguments(arguments: dict) -> uuid.UUID | None:
    """The organization that a job is about, or that its arguments name by a record, or None."""
    if arguments.get(ABOUT):
        return uuid.UUID(str(arguments[ABOUT]))
    for kind in subjects.KINDS.values():
        about = organization_column(kind.model)
        named = arguments.get(kind.argument)
        if about is not None and named is not None:
            found = db.session.scalar(
                select(about).where(cast(kind.model.id, String) == str(named))
            )
            if found is not None:
                return found
    return None


def lane_counts(actor: Actor) -> dict[str, int]:
    """How many jobs each lane holds for this person, in one query."""
    counts = [func.count().filter(each.condition()).label(each.key) for each in LANES]
    row = db.session.execute(select(*counts).select_from(JOBS).where(seen_by(actor))).one()
    return dict(row._mapping)


def get_job(actor: Actor, number: int):
    """One job as `visible_to` gives it, or None: absent and hidden look alike."""
    return db.session.execute(visible_to(actor).where(JOBS.c.id == number)).first()


def references_of(arguments: dict) -> list[tuple[str, uuid.UUID]]:
    """The (table, id) pairs that a job's arguments name."""
    found = []
    for name, kind in subjects.KINDS.items():
        try:
            found.append((name, uuid.UUID(str(arguments[kind.argument]))))
        except (KeyError, ValueError):
            continue
    return found


def waits_about(task_name: str) -> set[uuid.UUID]:
    """Organizations about which a job of this name waits, is run, or is to be tried again."""
    found = db.session.scalars(
        select(JOBS.c.args[ABOUT].astext).where(
            JOBS.c.task_name == task_name, STATUS.in_(["todo", "doing"])
        )
    )
    return {uuid.UUID(each) for each in found if each}
