"""What kinds of record there are, so that lower pages (audit, mail, jobs) can show and link them.

A feature above registers its models here; nothing below imports them.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engagement.core.db import db
from engagement.core.permissions import Actor, Permission, can


@dataclass(frozen=True)
class Kind:
    """How a kind of record is found, named and linked."""

    model: type
    view: Permission
    label: Callable[[Any], str]
    endpoint: str | None
    argument: str | None


KINDS: dict[str, Kind] = {}


def register(model, *, view, label, endpoint=None, argument=None) -> None:
    """Make `model` known under its table's name. RuntimeError when it already is."""
    name = model.__tablename__
    if name in KINDS:
        raise RuntimeError(f"{name} is registered twice")
    KINDS[name] = Kind(model, view, label, endpoint, argument)


def can_view(actor: Actor, subject: Any) -> bool:
    """Whether `actor` may see that `subject` exists."""
    return can(actor, KINDS[subject.__tablename__].view, subject)


def find(actor: Actor, name: str, subject_id: uuid.UUID):
    """The record an audit event or a mail speaks of, or None: absent and hidden look alike."""
    kind = KINDS.get(name)
    subject = db.session.get(kind.model, subject_id) if kind else None
    return subject if subject is not None and can_view(actor, subject) else None
