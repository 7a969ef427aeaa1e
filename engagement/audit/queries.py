"""Reading the trail."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import (
    DateTime,
    Select,
    Text,
    Uuid,
    case,
    cast,
    column,
    false,
    func,
    or_,
    select,
    table,
    true,
)

from engagement.audit.models import AuditEvent, AuditUnsealed, ReadEvent
from engagement.core import subjects
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.personal_data import ERASED_DOMAIN

BATCH = 1000


class Filters(NamedTuple):
    """What of the trail is wanted; each part is optional."""

    subject_type: str | None = None
    subject_id: uuid.UUID | None = None
    actor_name: str | None = None
    action: str | None = None
    since: date | None = None
    until: date | None = None


def visible_to(actor: Actor) -> Select:
    """The trail as one person may read it: in SQL, so that paging and counts stay right.

    Cases of a conflict are left out. Auditors read everything else, administrators what is no
    casework (product 1). An event about something that takes effect later shows when it does.
    """
    return select(AuditEvent).where(
        *_of_no_conflict(actor, AuditEvent), _read_by(actor), _in_effect()
    )


PEOPLE = table("account", column("id", Uuid), column("name", Text), column("email", Text))
"""People stand above this package; all that is asked of them is the name, and who was erased."""

READS_ORDER = (ReadEvent.id,)


def reads_visible_to(actor: Actor) -> Select:
    """The log of reads for auditors, without cases of a conflict, with each reader's name."""
    statement = select(
        ReadEvent.id,
        ReadEvent.read_at,
        ReadEvent.subject_type,
        ReadEvent.subject_id,
        PEOPLE.c.name.label("reader"),
    ).outerjoin(PEOPLE, PEOPLE.c.id == ReadEvent.actor_id)
    allowed = true() if Role.AUDITOR in actor.roles else false()
    return statement.where(allowed, *_of_no_conflict(actor, ReadEvent))


def _of_no_conflict(actor, model):
    """That a row is about no organization in conflict: its own, or one of several of a record."""
    about = model.about_organization_id
    yield or_(about.is_(None), about.not_in(actor.conflicts))
    for name, ids in subjects.about_one_of(actor.conflicts).items():
        yield or_(model.subject_type != name, model.subject_id.not_in(ids))


def _read_by(actor):
    if Role.AUDITOR in actor.roles:
        return true()
    if Role.ADMINISTRATOR in actor.roles:
        return AuditEvent.subject_type.in_(subjects.of_operations())
    return false()


def _in_effect():
    later = AuditEvent.data["effective_at"].astext
    return case((later.is_(None), true()), else_=cast(later, DateTime(timezone=True)) <= now())


def filtered(statement: Select, filters: Filters) -> Select:
    """`statement` limited to what `filters` ask for; dates are whole days in UTC."""
    wanted = []
    if filters.subject_type:
        wanted.append(AuditEvent.subject_type == filters.subject_type)
    if filters.subject_id:
        wanted.append(AuditEvent.subject_id == filters.subject_id)
    if filters.actor_name:
        wanted.append(_shown_name().icontains(filters.actor_name, autoescape=True))
    if filters.action:
        wanted.append(AuditEvent.action.startswith(filters.action, autoescape=True))
    if filters.since:
        wanted.append(AuditEvent.happened_at >= _midnight(filters.since))
    if filters.until:
        wanted.append(AuditEvent.happened_at < _midnight(filters.until + timedelta(days=1)))
    return statement.where(*wanted)


def erased_names() -> dict[uuid.UUID, str]:
    """The pseudonyms of those who were erased.

    An event cannot be changed, so it still holds the name; whoever shows it shows this instead.
    """
    return dict(db.session.execute(select(PEOPLE.c.id, PEOPLE.c.name).where(_erased())).all())


def _erased():
    return PEOPLE.c.email.endswith(f"@{ERASED_DOMAIN}")


def _shown_name():
    pseudonym = select(PEOPLE.c.name).where(PEOPLE.c.id == AuditEvent.actor_id, _erased())
    return func.coalesce(pseudonym.scalar_subquery(), AuditEvent.actor_name)


def in_batches(statement: Select) -> Iterator[AuditEvent]:
    """Every event of `statement`, latest first, without holding more than a thousand of them."""
    last = None
    while True:
        batch = statement if last is None else statement.where(AuditEvent.id < last)
        events = db.session.scalars(batch.order_by(AuditEvent.id.desc()).limit(BATCH)).all()
        yield from events
        if len(events) < BATCH:
            return
        last = events[-1].id
        db.session.expunge_all()


def of_subject(subject) -> Select:
    """What happened to one record, oldest first."""
    return (
        select(AuditEvent)
        .filter_by(subject_type=subject.__tablename__, subject_id=subject.id)
        .order_by(AuditEvent.id)
    )


def unsealed_count() -> int:
    """How many events wait for the next seal."""
    return len(db.session.scalars(select(AuditUnsealed.event_id)).all())


def _midnight(day):
    return datetime.combine(day, time.min, UTC)
