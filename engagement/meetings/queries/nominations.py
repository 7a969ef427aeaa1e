"""What focal points see before they nominate: standing, quotas and places, deadline, members."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings import settings
from engagement.meetings.models import (
    ENDED,
    Category,
    Meeting,
    MeetingState,
    Quota,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.obstacles import Obstacle, obstacles_of
from engagement.meetings.queries.quotas import room_of
from engagement.meetings.queries.registrations import BY_ORGANIZATION, of_organization, positions
from engagement.meetings.queries.standing import MAY_NOMINATE, Standing, standings
from engagement.organizations.models import Organization


@dataclass(frozen=True)
class QuotaLine:
    """A quota, and how many of its places are taken."""

    quota: Quota
    taken: int

    @property
    def left(self) -> int:
        """How many are free."""
        return max(0, self.quota.places - self.taken)


@dataclass(frozen=True)
class Outcome:
    """How it stands with somebody who was nominated."""

    registration: Registration
    position: int | None
    obstacles: list[Obstacle]


@dataclass(frozen=True)
class Chance:
    """A meeting for which an organization can nominate, with the number of those it has named."""

    meeting: Meeting
    category: Category
    nominated: int


def organization_categories(meeting: Meeting) -> list[Category]:
    """The categories of a meeting in which focal points nominate."""
    return [each for each in meeting.registers_at.categories if each.kind.by_organization]


def category_of(meeting: Meeting, organization: Organization) -> tuple[Category, Standing] | None:
    """The category in which an organization comes, and its standing there; None without one.

    Where it stands best comes first: accredited, in review, suspended, none.
    """
    order = list(Standing)
    found = [
        (category, standings([organization.id], category.kind)[organization.id])
        for category in organization_categories(meeting)
    ]
    return min(found, key=lambda pair: order.index(pair[1])) if found else None


def quota_lines(
    category: Category, *, organization: Organization | None = None, country: str | None = None
) -> list[QuotaLine]:
    """Every quota that people of an organization, or of a State, fall under."""
    found = room_of(category, organization=organization, country=country)
    return [QuotaLine(quota, taken) for quota, taken in found]


def outcomes(registrations: Sequence[Registration]) -> list[Outcome]:
    """How it stands with each, in the given order; a few queries, however many they are."""
    checked = [each for each in registrations if each.state is RegistrationState.SUBMITTED]
    place, held = positions(registrations), obstacles_of(checked)
    return [Outcome(each, place.get(each.id), held.get(each.id, [])) for each in registrations]


def registered_among(meeting: Meeting, keys: Collection[str]) -> set[str]:
    """Those of the addresses with which somebody is registered, and has not left."""
    return set(
        db.session.scalars(
            select(Registration.email_key).where(
                Registration.meeting_id == meeting.registers_at.id,
                Registration.email_key.in_(list(keys)),
                Registration.state.not_in(ENDED),
            )
        )
    )


def led_by(actor: Actor) -> list[Organization]:
    """The organizations that a person leads, by name."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(Organization.id.in_(actor.leads))
            .order_by(Organization.name, Organization.id)
        )
    )


def chances_of(organization: Organization) -> list[Chance]:
    """Meetings that take nominations of an organization now, the next deadline first."""
    return _chances([organization.id], until=None).get(organization.id, [])


def chances_to_remember(organization_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Chance]]:
    """By organization, those whose deadline is near and for which it has named nobody yet."""
    until = now() + timedelta(days=settings.deadline_days())
    found = _chances(list(organization_ids), until=until)
    return {
        organization_id: [each for each in chances if not each.nominated]
        for organization_id, chances in found.items()
    }


def _chances(ids: list[uuid.UUID], *, until: datetime | None):
    if not ids:
        return {}
    open_now = (
        select(Category)
        .join(Category.meeting)
        .where(
            Category.kind.in_(BY_ORGANIZATION),
            Category.opens_at <= now(),
            Category.closes_at > now(),
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.ends_at > now(),
        )
        .order_by(Category.closes_at, Category.id)
    )
    if until is not None:
        open_now = open_now.where(Category.closes_at <= until)
    categories = db.session.scalars(open_now).all()
    if not categories:
        return {}
    named = _named(ids, [each.id for each in categories])
    held = {kind: standings(ids, kind) for kind in {each.kind for each in categories}}
    return {
        each: [
            Chance(category.meeting, category, named.get((each, category.id), 0))
            for category in categories
            if held[category.kind][each] in MAY_NOMINATE
        ]
        for each in ids
    }


def _named(ids, category_ids):
    rows = db.session.execute(
        select(Registration.organization_id, Registration.category_id, func.count())
        .where(
            Registration.organization_id.in_(ids),
            Registration.category_id.in_(category_ids),
            Registration.state.not_in(ENDED),
        )
        .group_by(Registration.organization_id, Registration.category_id)
    )
    return {(organization, category): count for organization, category, count in rows}


def nominated_by_organization(meeting: Meeting, organization: Organization) -> list[Outcome]:
    """Everybody whom an organization has nominated, with how it stands."""
    return outcomes(of_organization(meeting, organization.id))
