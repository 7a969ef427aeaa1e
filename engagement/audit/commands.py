"""Write the trail: `record` inside commands, `log_read` while answering a page."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert

from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core.clock import now
from engagement.core.db import db, on_read
from engagement.core.permissions import Actor


def record(action: str, subject, *, actor: Actor, **data) -> None:
    """Add an event to the command's transaction; a command that records none is rolled back.

    `action` is `feature:noun:past`. `data` holds what a reader needs years later: reasons, old
    and new values (`{"name": ["Old", "New"]}`), codes; JSON values, no labels, not translated.
    """
    record_each(action, [(subject, data)], actor=actor)


def record_each(action: str, happened: Iterable[tuple[Any, dict]], *, actor: Actor) -> None:
    """The same for many records at once: an event for each subject, with its data.

    What was changed before is written first; a record that was made with an `id` of its own, and
    with the ids of what it belongs to, is written later, with the event.
    """
    session, happened = db.session, list(happened)
    if not all(subject.id and subject in session.new for subject, _ in happened):
        session.flush()
    session.add_all(
        AuditEvent(
            happened_at=now(),
            action=action,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            about_organization_id=organization_of(subject),
            actor_id=actor.id,
            actor_name=actor.name,
            data=data,
        )
        for subject, data in happened
    )
    session.info["audited"] = True


def organization_of(subject) -> uuid.UUID | None:
    """The organization a record is about, by which a conflict of interest hides it."""
    if subject.__tablename__ == "organization":
        return subject.id
    own = getattr(subject, "organization_id", None)
    return own or getattr(subject, "about_organization_id", None)


@on_read
def log_read(connection, *, actor_id, subject_type, subject_id, about_organization_id):
    """Note that a person opened a record; written after the answer is built."""
    connection.execute(
        insert(ReadEvent).values(
            read_at=now(),
            actor_id=actor_id,
            subject_type=subject_type,
            subject_id=subject_id,
            about_organization_id=about_organization_id,
        )
    )


@on_read
def record_export(connection, *, action, subject_type, subject_id, actor_id, actor_name, data):
    """Add an event about a file that somebody took out: the one act that is a GET."""
    connection.execute(
        insert(AuditEvent).values(
            happened_at=now(),
            action=action,
            subject_type=subject_type,
            subject_id=subject_id,
            actor_id=actor_id,
            actor_name=actor_name,
            data=data,
        )
    )
