"""What narrows the queue: track, language, region, Major Group, reviewer; how many each leaves."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, func, literal_column, null, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import array

from engagement.accounts.models import Account
from engagement.accreditation.models import Application
from engagement.accreditation.queries.applications import on_desk
from engagement.accreditation.queries.lanes import Lane, counts_in_lanes, kept_for_anybody
from engagement.accreditation.queries.search import found_by
from engagement.core.countries import COUNTRIES
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.models import Organization

FACETS = ("track", "language", "region", "group", "reviewer")
GROUPED = {
    "track": (Application.track,),
    "language": (Application.language,),
    "region": (Organization.country,),
    "group": (Organization.major_group,),
    "reviewer": (Application.reviewer_id, Application.second_reviewer_id),
}
"""The columns by whose values a facet is counted."""
OWNERS = [facet for facet in FACETS for _ in GROUPED[facet]]
"""The facet of each of these columns, in their order."""


OF_LANES = -1
"""Stands where a row says by which column it is counted: in the row that counts the lanes."""


@dataclass(frozen=True)
class Filters:
    """What the queue is narrowed by; None and "" narrow nothing."""

    track: str | None = None
    language: str | None = None
    region: str | None = None
    group: str | None = None
    reviewer: uuid.UUID | None = None
    words: str = ""

    def conditions(self, actor: Actor) -> dict:
        """The WHERE of each filter that is set, by its name."""
        made = {}
        if self.track:
            made["track"] = Application.track == self.track
        if self.language:
            made["language"] = Application.language == self.language
        if self.region:
            made["region"] = Organization.country.in_(countries_in(self.region))
        if self.group:
            made["group"] = Organization.major_group == self.group
        if self.reviewer:
            made["reviewer"] = or_(
                Application.reviewer_id == self.reviewer,
                Application.second_reviewer_id == self.reviewer,
            )
        if self.words:
            made["words"] = found_by(self.words, actor)
        return made


NO_FILTERS = Filters()


def countries_in(region: str | None) -> list[str]:
    """Codes of the countries and areas of a region of UNEP."""
    return [code for code, country in COUNTRIES.items() if country.region == region]


def counts_of_queue(
    actor: Actor, lanes: Iterable[Lane], chosen: Lane, filters: Filters
) -> tuple[dict[str, int], dict[str, dict]]:
    """How many cases each lane holds, and by facet how many each value would leave; one query.

    A facet is counted within the chosen lane under all filters but its own, so a number is what
    its link leads to.
    """
    lanes = tuple(lanes)
    if filters.words:
        statement, values = _counting(actor, lanes, chosen, filters), {}
    else:
        statement, values = _kept_counting(actor, lanes, chosen, filters)
    in_lanes: dict[str, int] = {}
    counts: dict[str, dict] = {facet: {} for facet in FACETS}
    for *found, left_out, numbers in db.session.execute(statement, values):
        if left_out == OF_LANES:
            in_lanes = dict(zip((lane.key for lane in lanes), numbers, strict=True))
            continue
        at = next(at for at in range(len(found)) if not left_out >> (len(found) - 1 - at) & 1)
        facet, value = OWNERS[at], found[at]
        number = numbers[FACETS.index(facet)]
        if facet == "region":
            value = COUNTRIES[value].region if value in COUNTRIES else None
        if value is not None and number:
            counts[facet][value] = counts[facet].get(value, 0) + number
    return in_lanes, counts


def _counting(actor, lanes, chosen, filters):
    conditions = filters.conditions(actor)
    columns = [column for facet in FACETS for column in GROUPED[facet]]
    numbers = [func.count().filter(_all_but(conditions, facet)) for facet in FACETS]
    by_facet = (
        select(*columns, func.grouping(*columns), array(numbers))
        .select_from(Application)
        .join(Organization, Organization.id == Application.organization_id)
        .where(on_desk(actor), chosen.condition(actor), *_of("words", conditions))
        .group_by(func.grouping_sets(*(tuple_(column) for column in columns)))
    )
    in_lanes = counts_in_lanes(actor, lanes)
    nothing = [null() for _ in columns]
    return by_facet.union_all(
        in_lanes.with_only_columns(
            *nothing, literal_column(str(OF_LANES)), array(in_lanes.selected_columns)
        )
    )


_kept_counting = kept_for_anybody(_counting)


def _all_but(conditions, facet):
    kept = [each for name, each in conditions.items() if name not in {facet, "words"}]
    return and_(true(), *kept)


def _of(name, conditions):
    return [conditions[name]] if name in conditions else []


def names_of(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What these people are called, by name."""
    if not ids:
        return {}
    rows = db.session.execute(
        select(Account.id, Account.name).where(Account.id.in_(ids)).order_by(Account.name)
    )
    return {row.id: row.name for row in rows}
