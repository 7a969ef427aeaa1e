"""What kinds of record there are, so that lower pages (audit, mail, jobs) can show and link them.

A feature above registers its models here; nothing below imports them.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from engagement.core.db import db
from engagement.core.permissions import Actor, Period, Permission, can


@dataclass(frozen=True)
class Kind:
    """How a kind of record is found, named and linked."""

    model: Any
    view: Permission
    label: Callable[[Any], str]
    endpoint: str | None
    argument: str | None
    casework: bool
    audited: Callable[[Period], ColumnElement[bool]] | None
    touching: Callable[[Collection[uuid.UUID]], ColumnElement[bool]] | None


@dataclass(frozen=True)
class PublicPage:
    """Where everybody reads a record: what the page is called, its endpoint and its address."""

    label: str
    endpoint: str
    values: dict[str, Any]


@dataclass(frozen=True)
class PublicKind:
    """A kind whose records everybody may read, or some of them.

    `page` gives the page of a record, None for one that is not public; `found` the record for the
    values and the fragment of an address of `endpoint`.
    """

    model: Any
    endpoint: str
    page: Callable[[Any], PublicPage | None]
    found: Callable[[Mapping[str, Any], str], Any]


KINDS: dict[str, Kind] = {}
PUBLIC: dict[str, PublicKind] = {}


def register(
    model,
    *,
    view,
    label,
    endpoint=None,
    argument=None,
    casework=True,
    audited=None,
    touching=None,
) -> None:
    """Make `model` known under its table's name. RuntimeError when it already is.

    `audited` makes the condition of rows that an auditor reads whose engagement covers a period,
    `touching`, where a record can be about several organizations, that of rows about some of them.

    `casework` is False for records of operations (accounts, mails, settings): administrators read
    what happened to those, and to no others (product 1).
    """
    name = model.__tablename__
    if name in KINDS:
        raise RuntimeError(f"{name} is registered twice")
    KINDS[name] = Kind(model, view, label, endpoint, argument, casework, audited, touching)


def publish(model, *, endpoint, page, found) -> None:
    """Say where records of `model` are public, see `PublicKind`. RuntimeError for one twice."""
    name = model.__tablename__
    if name in PUBLIC:
        raise RuntimeError(f"{name} is published twice")
    PUBLIC[name] = PublicKind(model, endpoint, page, found)


def public_page(subject: Any) -> PublicPage | None:
    """The page on which everybody reads `subject`, or None."""
    kind = PUBLIC.get(subject.__tablename__)
    return kind.page(subject) if kind else None


def public_pages(
    references: Iterable[tuple[str, uuid.UUID]],
) -> dict[tuple[str, uuid.UUID], PublicPage]:
    """Pages of those of the (table, id) pairs that everybody may read; one query a kind."""
    pages = {}
    for name, wanted in _ids_by_kind(references, PUBLIC).items():
        model = PUBLIC[name].model
        for subject in db.session.scalars(select(model).where(model.id.in_(wanted))).unique():
            if (page := public_page(subject)) is not None:
                pages[name, subject.id] = page
    return pages


def may_know(actor: Actor, subject: Any) -> bool:
    """Whether `actor` may see `subject`, as somebody with a right to it or as everybody may."""
    return can_view(actor, subject) or public_page(subject) is not None


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
    return {
        (name, subject.id): subject
        for name, wanted in _ids_by_kind(references, KINDS).items()
        for subject in db.session.scalars(
            select(KINDS[name].model).where(KINDS[name].model.id.in_(wanted))
        ).unique()
        if can(actor, KINDS[name].view, subject)
    }


def _ids_by_kind(references, kinds):
    ids: dict[str, set[uuid.UUID]] = {}
    for name, subject_id in references:
        if name in kinds and subject_id is not None:
            ids.setdefault(name, set()).add(subject_id)
    return ids


def of_operations() -> list[str]:
    """Tables whose records are no casework."""
    return sorted(name for name, kind in KINDS.items() if not kind.casework)


def happened_in(moment, period: Period) -> ColumnElement[bool]:
    """The condition that a column's instant is in a period, as `Period.covers` says it."""
    conditions = [moment.is_not(None)]
    if period.since is not None:
        conditions.append(moment >= datetime.combine(period.since, time.min, UTC))
    if period.until is not None:
        after = period.until + timedelta(days=1)
        conditions.append(moment < datetime.combine(after, time.min, UTC))
    return and_(*conditions)


def beyond(period: Period) -> dict[str, Any]:
    """For each kind that an auditor reads in part the search for ids of what stays outside."""
    return {
        name: select(kind.model.id).where(kind.audited(period).is_not(True))
        for name, kind in KINDS.items()
        if kind.audited is not None
    }


def is_beyond(period: Period, name: str | None, subject_id: uuid.UUID | None) -> bool:
    """Whether a record is of such a kind and outside of a period."""
    if period.is_open or name is None or name not in KINDS or KINDS[name].audited is None:
        return False
    search = beyond(period)[name].where(KINDS[name].model.id == subject_id)
    return db.session.scalar(search.limit(1)) is not None


def about_one_of(organizations: Collection[uuid.UUID]) -> dict[str, Any]:
    """For each kind whose records can be about several the search for ids of those about some.

    What belongs to one organization says so in a column; a conflict is looked up there.
    """
    return {
        name: select(kind.model.id).where(kind.touching(organizations))
        for name, kind in KINDS.items()
        if organizations and kind.touching is not None
    }


def is_about_one_of(
    organizations: Collection[uuid.UUID], name: str | None, subject_id: uuid.UUID | None
) -> bool:
    """Whether a record is of such a kind and about one of these organizations."""
    search = about_one_of(organizations).get(name) if name else None
    if name is None or search is None:
        return False
    return db.session.scalar(search.where(KINDS[name].model.id == subject_id).limit(1)) is not None
