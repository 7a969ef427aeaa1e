"""What kinds of record there are, so that lower pages (audit, mail, jobs) can show and link them.

A feature above registers its models here; nothing below imports them.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.permissions import Actor, Permission, can


@dataclass(frozen=True)
class Kind:
    """How a kind of record is found, named and linked."""

    model: Any
    view: Permission
    label: Callable[[Any], str]
    endpoint: str | None
    argument: str | None
    casework: bool


KINDS: dict[str, Kind] = {}


def register(model, *, view, label, endpoint=None, argument=None, casework=True) -> None:
    """Make `model` known under its table's name. RuntimeError when it already is.

    `casework` is False for records of operations (accounts, mails, settings): administrators read
    what happened to those, and to no others (product 1).
    """
    name = model.__tablename__
    if name in KINDS:
        raise RuntimeError(f"{name} is registered twice")
    KINDS[name] = Kind(model, view, label, endpoint, argument, casework)


def can_view(actor: Actor, subject: Any) -> bool:
    """Whether `actor` may see that `subject` exists."""
    return can(actor, KINDS[subject.__tablename__].view, subject)


def find(actor: Actor, name: str, subject_id: uuid.UUID):
    """The record an audit event or a mail speaks of, or None: absent and hidden look alike."""
    kind = KINDS.get(name)
    subject = db.session.get(kind.model, subject_id) if kind else None
    return subject if subject is not None and can_view(actor, subject) else None


def find_all(
    actor: Actor, references: Iterable[tuple[str, uuid.UUID]]
) -> dict[tuple[str, uuid.UUID], Any]:
    """Those of the (table, id) pairs that are there and that `actor` may see; one query a kind."""
    ids: dict[str, set[uuid.UUID]] = {}
    for name, subject_id in references:
        if name in KINDS and subject_id is not None:
            ids.setdefault(name, set()).add(subject_id)
    return {
        (name, subject.id): subject
        for name, wanted in ids.items()
        for subject in db.session.scalars(
            select(KINDS[name].model).where(KINDS[name].model.id.in_(wanted))
        ).unique()
        if can(actor, KINDS[name].view, subject)
    }


def of_operations() -> list[str]:
    """Tables whose records are no casework."""
    return sorted(name for name, kind in KINDS.items() if not kind.casework)
