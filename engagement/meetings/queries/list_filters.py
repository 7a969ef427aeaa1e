"""What narrows the staff list of a meeting's registrations, and how many each value leaves."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core.clock import now, today
from engagement.core.countries import COUNTRIES
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.core.text import Labelled
from engagement.matching.names import normalise
from engagement.meetings.models import (
    MINORS,
    ApprovalRule,
    Category,
    ChangeRequest,
    ChangeState,
    Meeting,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.registrations import handled_by
from engagement.meetings.queries.standing import TRACKS
from engagement.organizations.models import Organization, OrganizationName

MOST_WORDS = 6
FACETS = ("state", "category", "group", "region", "country", "mode", "held")
GROUPED = {
    "state": Registration.state,
    "category": Category.kind,
    "group": Organization.major_group,
    "country": Registration.country,
    "mode": Registration.mode,
}
"""The columns by whose values a facet is counted; regions are sums of countries."""


class Held(Labelled):
    """What waits for somebody, or needs to be looked at."""

    TO_DECIDE = "to_decide", _l("To be decided")
    OFFERS = "offers", _l("A place is offered")
    CHANGES = "changes", _l("A change is asked for")
    MINORS = "minors", _l("Under 18")
    SUSPENDED = "suspended", _l("Organization suspended")


@dataclass(frozen=True)
class ListFilters:
    """What the list is narrowed by, by the values of the address; None and "" narrow nothing."""

    state: str | None = None
    category: str | None = None
    group: str | None = None
    region: str | None = None
    country: str | None = None
    mode: str | None = None
    held: str | None = None
    words: str = ""

    def conditions(self) -> dict:
        """The WHERE of each filter that is set, by its name."""
        made = {
            name: column == value
            for name, column in GROUPED.items()
            if (value := getattr(self, name)) is not None
        }
        if self.region:
            made["region"] = Registration.country.in_(
                [code for code, one in COUNTRIES.items() if one.region == self.region]
            )
        if self.held:
            made["held"] = HELD[Held(self.held)]()
        if self.words:
            made["words"] = and_(true(), *map(_found_by, self.words.split()[:MOST_WORDS]))
        return made


def listed(actor: Actor, meeting: Meeting, filters: ListFilters):
    """SELECT of the registrations of a meeting that this person reads and that pass the filters."""
    return _of(actor, meeting).where(*filters.conditions().values())


def counts(actor: Actor, meeting: Meeting, filters: ListFilters) -> dict[str, Counter]:
    """By facet how many registrations each value would leave, and under "all" how many; one query.

    A facet is counted under all filters but its own, so a number is what its link leads to. The
    database counts combinations of all values once; what a filter leaves of these is added here.
    """
    columns = list(GROUPED.values())
    flags = [condition().label(held) for held, condition in HELD.items()]
    statement = _of(actor, meeting).where(filters.conditions().get("words", true()))
    rows = db.session.execute(
        statement.with_only_columns(
            *columns, *flags, func.count(), maintain_column_froms=True
        ).group_by(*columns, *flags)
    )
    chosen = {name: value for name in FACETS if (value := getattr(filters, name)) is not None}
    found: dict[str, Counter] = {facet: Counter() for facet in (*FACETS, "all")}
    for row in rows:
        values = _values_of(row)
        failing = [name for name, value in chosen.items() if value not in values[name]]
        if not failing:
            found["all"]["all"] += row[-1]
        for facet in FACETS:
            if all(name == facet for name in failing):
                for value in values[facet]:
                    found[facet][value] += row[-1]
    return found


def _values_of(row) -> dict[str, tuple]:
    """By facet the values for which a combination counts."""
    values = {
        name: () if value is None else (value,) for name, value in zip(GROUPED, row, strict=False)
    }
    place = COUNTRIES.get(row[list(GROUPED).index("country")])
    values["region"] = (place.region,) if place and place.region else ()
    flags = row[len(GROUPED) : -1]
    values["held"] = tuple(held for held, holds in zip(HELD, flags, strict=True) if holds)
    return values


def category_counts(actor: Actor, meeting: Meeting) -> dict:
    """How many registrations of a meeting are in which state, by kind of category; one query."""
    rows = db.session.execute(
        _of(actor, meeting)
        .with_only_columns(
            Category.kind, Registration.state, func.count(), maintain_column_froms=True
        )
        .group_by(Category.kind, Registration.state)
    )
    found: dict = {}
    for kind, state, number in rows:
        found.setdefault(kind, Counter())[state] = number
    return found


def _of(actor, meeting):
    return (
        handled_by(actor)
        .outerjoin(Organization, Organization.id == Registration.organization_id)
        .where(Registration.meeting_id == meeting.registers_at.id)
    )


def _to_decide():
    """Also who was refused before and begins anew, see `was_refused`."""
    before = aliased(Registration)
    refused = (
        select(before.id)
        .where(
            before.meeting_id == Registration.meeting_id,
            before.state == RegistrationState.REFUSED,
            or_(
                before.person_id == Registration.person_id,
                before.email_key == Registration.email_key,
            ),
        )
        .exists()
    )
    return and_(
        Registration.state == RegistrationState.SUBMITTED,
        Registration.approved_at.is_(None),
        or_(Category.approval != ApprovalRule.AUTOMATIC, refused),
    )


def _offers():
    return func.coalesce(Registration.offered_until > now(), false())


def _changes():
    return Registration.id.in_(
        select(ChangeRequest.registration_id).where(ChangeRequest.state == ChangeState.ASKED)
    )


def _minors():
    return func.coalesce(Registration.age_band.in_(MINORS), false())


def _suspended():
    """The same rule as `standing.standings`: a suspended accreditation counts before all else."""
    day = today()
    return or_(
        *(
            and_(
                Category.kind == kind,
                Registration.organization_id.in_(
                    select(Accreditation.organization_id)
                    .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
                    .where(
                        Accreditation.track == track,
                        StatusPeriod.status == AccreditationStatus.SUSPENDED,
                        StatusPeriod.valid_from <= day,
                        StatusPeriod.valid_to.is_(None) | (StatusPeriod.valid_to > day),
                    )
                ),
            )
            for kind, track in TRACKS.items()
        )
    )


HELD = {
    Held.TO_DECIDE: _to_decide,
    Held.OFFERS: _offers,
    Held.CHANGES: _changes,
    Held.MINORS: _minors,
    Held.SUSPENDED: _suspended,
}


def _found_by(word: str):
    """A part of the name or of the body, in any script and case; or how the reference begins.

    Organizations are found by each of their names, in the form that spellings share.
    """
    ways = [
        Registration.name.icontains(word, autoescape=True),
        Registration.represents.icontains(word, autoescape=True),
        Registration.reference.istartswith(word, autoescape=True),
    ]
    if parts := normalise(word).split():
        ways.append(
            Registration.organization_id.in_(
                select(OrganizationName.organization_id).where(
                    *(OrganizationName.normalised.contains(each, autoescape=True) for each in parts)
                )
            )
        )
    return or_(*ways)
