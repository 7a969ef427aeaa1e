"""Rows of the staff list: columns instead of records, by key and never by offset."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, func, literal_column, tuple_

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.meetings.models import (
    AgeBand,
    Category,
    CategoryKind,
    Meeting,
    Registration,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.list_filters import ListFilters, listed
from engagement.meetings.queries.registrations import handled_by
from engagement.meetings.queries.standing import Standing, standings
from engagement.organizations.models import Organization

BATCH = 500
LAST = literal_column("2147483647", Integer)
NUMBER = func.coalesce(Registration.number, LAST).label("place")
"""Who has no number yet comes after all who have one."""
NAME = func.lower(func.left(Registration.name, 200)).label("sort_name")
ORDERS = {"number": (NUMBER, Registration.id), "name": (NAME, Registration.id)}


@dataclass(frozen=True)
class Listed:
    """A row of the list, as far as rules ask for something of a registration."""

    row: Any
    standing: Standing | None = None

    def __getattr__(self, name):
        return getattr(self.row, name)

    @property
    def category(self) -> "Listed":
        """Its category: of that, rules ask for the kind."""
        return self

    @property
    def is_minor(self) -> bool:
        """Whether the person is under 18."""
        return self.row.age_band is not None and AgeBand(self.row.age_band).is_minor

    def shows_contact_to(self, actor: Actor) -> bool:
        """Whether this person may read how somebody is reached: the rule of `SEE_CONTACT`."""
        return can(actor, Registrations.SEE_CONTACT, self)


def rows(actor: Actor, meeting: Meeting, filters: ListFilters, order: str = "number") -> Select:
    """Columns of the registrations that pass the filters, not entities; what is sorted by too."""
    return listed(actor, meeting, filters).with_only_columns(
        Registration.id,
        Registration.reference,
        Registration.number,
        Registration.state,
        Registration.person_id,
        Registration.name,
        Registration.email,
        Registration.language,
        Registration.country,
        Registration.organization_id,
        Organization.name.label("organization_name"),
        Organization.major_group,
        Registration.represents,
        Registration.relation,
        Registration.position,
        Registration.function,
        Registration.mode,
        Registration.age_band,
        Registration.first_time,
        Registration.answers,
        Registration.submitted_at,
        Registration.confirmed_at,
        Registration.offered_until,
        Category.kind,
        ORDERS[order][0],
        maintain_column_froms=True,
    )


def with_standing(found: Sequence) -> list[Listed]:
    """The rows with what the register knows of their organizations now.

    Two queries for each kind of category that organizations nominate for and that is among them.
    """
    by_kind: dict[CategoryKind, set[uuid.UUID]] = defaultdict(set)
    for row in found:
        if row.kind.by_organization and row.organization_id:
            by_kind[row.kind].add(row.organization_id)
    known = {kind: standings(ids, kind) for kind, ids in by_kind.items()}
    return [Listed(row, known.get(row.kind, {}).get(row.organization_id)) for row in found]


def batches(statement: Select, order: Sequence) -> Iterator[list[Listed]]:
    """All rows in their order, some at a time: each batch is read after the key of the one before.

    No cursor stays open while somebody's line is slow, and memory holds one batch.
    """
    keys = [column.key for column in order]
    place = None
    while True:
        part = statement if place is None else statement.where(tuple_(*order) > place)
        found = db.session.execute(part.order_by(*order).limit(BATCH)).all()
        if found:
            yield with_standing(found)
        if len(found) < BATCH:
            return
        place = tuple(getattr(found[-1], key) for key in keys)


def chosen(actor: Actor, meeting: Meeting, ids: Iterable[uuid.UUID]) -> list[Registration]:
    """Those of these registrations that this person reads as staff, in order of acceptance."""
    return list(
        db.session.scalars(
            handled_by(actor)
            .where(
                Registration.meeting_id == meeting.registers_at.id, Registration.id.in_(list(ids))
            )
            .order_by(NUMBER, Registration.id)
        )
    )


def first_ids(actor: Actor, meeting: Meeting, filters: ListFilters, most: int) -> list[uuid.UUID]:
    """The ids of all that pass the filters, in order of acceptance, at most so many."""
    return list(
        db.session.scalars(
            listed(actor, meeting, filters)
            .with_only_columns(Registration.id, maintain_column_froms=True)
            .order_by(NUMBER, Registration.id)
            .limit(most)
        )
    )
