"""What narrows the staff list of a meeting's registrations, and how many each value leaves."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, exists, func, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import array

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

    A facet is counted under all filters but its own, so a number is what its link leads to.
    """
    conditions = filters.conditions()
    words = conditions.pop("words", true())
    numbers = [func.count().filter(_all_but(conditions, facet)) for facet in FACETS]
    held = [
        func.count().filter(_all_but(conditions, "held"), condition())
        for condition in HELD.values()
    ]
    columns = list(GROUPED.values())
    everything = func.count().filter(_all_but(conditions, ""))
    statement = (
        _of(actor, meeting)
        .where(words)
        .with_only_columns(
            *columns,
            func.grouping(*columns),
            array([*numbers, everything, *held]),
            maintain_column_froms=True,
        )
        .group_by(func.grouping_sets(*(tuple_(column) for column in columns), tuple_()))
    )
    return _by_facet(db.session.execute(statement))


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


def _by_facet(rows):
    found: dict[str, Counter] = {facet: Counter() for facet in (*FACETS, "all")}
    names, whole = list(GROUPED), 2 ** len(GROUPED) - 1
    for *values, left_out, numbers in rows:
        if left_out == whole:
            found["all"]["all"] = numbers[len(FACETS)]
            found["held"] = Counter(dict(zip(HELD, numbers[len(FACETS) + 1 :], strict=True)))
            continue
        at = next(at for at in range(len(names)) if not left_out >> (len(names) - 1 - at) & 1)
        value = values[at]
        if value is None:
            continue
        found[names[at]][value] += numbers[FACETS.index(names[at])]
        if names[at] == "country" and value in COUNTRIES and COUNTRIES[value].region:
            found["region"][COUNTRIES[value].region] += numbers[FACETS.index("region")]
    return found


def _of(actor, meeting):
    return (
        handled_by(actor)
        .outerjoin(Organization, Organization.id == Registration.organization_id)
        .where(Registration.meeting_id == meeting.registers_at.id)
    )


def _all_but(conditions, facet):
    return and_(true(), *(each for name, each in conditions.items() if name != facet))


def _to_decide():
    return and_(
        Registration.state == RegistrationState.SUBMITTED,
        Registration.approved_at.is_(None),
        Category.approval != ApprovalRule.AUTOMATIC,
    )


def _offers():
    return Registration.offered_until > now()


def _changes():
    return exists().where(
        ChangeRequest.registration_id == Registration.id,
        ChangeRequest.state == ChangeState.ASKED,
    )


def _minors():
    return Registration.age_band.in_(MINORS)


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
