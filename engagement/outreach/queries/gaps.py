"""Where few or none are accredited: countries and areas, Major Groups in each region, States.

What is counted is what the public register shows of the day: withheld entries count nowhere,
protected ones in their region and Major Group alone. A country's figure is that of the seat, as it
was on the day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select

from engagement.accreditation.models import LISTED, Accreditation, StatusPeriod
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.countries import COUNTRIES, Country, Region
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import Organization
from engagement.organizations.public import identities, listed, public_columns
from engagement.outreach import settings
from engagement.protocol.queries import Coverage, states_with_representative


@dataclass(frozen=True)
class PlaceGap:
    """A country or area with no accredited organization, or few."""

    place: Country
    number: int


@dataclass(frozen=True)
class GroupGap:
    """A Major Group in a region; `is_gap` when it has no accredited organization there, or few."""

    region: Region
    group: MajorGroup
    number: int
    is_gap: bool


@dataclass(frozen=True)
class RegionGaps:
    """What is missing in one region: places in the order of their codes, all nine Major Groups."""

    region: Region
    organizations: int
    """All that are listed, protected ones too."""
    places: int
    """How many countries and areas there are."""
    missing: tuple[PlaceGap, ...]
    groups: tuple[GroupGap, ...]
    states: int
    """Member States."""
    unrepresented: tuple[Country, ...]

    @property
    def reached(self) -> int:
        """Places with at least one organization."""
        return self.places - sum(gap.number == 0 for gap in self.missing)


@dataclass(frozen=True)
class Gaps:
    """Gaps of a day; up to `few` organizations are few. `protected` ones tell no country."""

    day: date
    few: int
    regions: tuple[RegionGaps, ...]
    protected: bool


def gaps_on(day: date) -> Gaps:
    """Gaps by region, counted by what was listed on `day`, today or before; two queries."""
    few = settings.few()
    by_place: Counter = Counter()
    by_group: Counter = Counter()
    by_region: Counter = Counter()
    protected = False
    for row in db.session.execute(_counted(day)):
        if row.country:
            by_place[row.country] += row.number
        protected = protected or row.country is None
        by_group[row.region, row.major_group] += row.number
        by_region[row.region] += row.number
    coverage = states_with_representative(day)
    return Gaps(
        day,
        few,
        tuple(
            RegionGaps(
                region=region,
                organizations=by_region[region.value],
                places=sum(place.region_on(day) == region for place in COUNTRIES.values()),
                missing=tuple(
                    PlaceGap(place, by_place[place.code])
                    for place in COUNTRIES.values()
                    if place.region_on(day) == region and by_place[place.code] <= few
                ),
                groups=tuple(
                    _group(region, group, by_group[region.value, group], few)
                    for group in MajorGroup
                ),
                states=_states(coverage, region),
                unrepresented=tuple(
                    place for place in coverage.gaps if place.region_on(day) == region
                ),
            )
            for region in Region
        ),
        protected,
    )


def _group(region, group, number, few):
    return GroupGap(region, group, number, number <= few)


def _states(coverage: Coverage, region: Region) -> int:
    return next(each.states for each in coverage.regions if each.region == region)


def _counted(day):
    """How many organizations the register lists by what the public knows of where they belong."""
    identity = identities()
    of_day = (
        or_(identity.c.since.is_(None), identity.c.since <= day),
        or_(identity.c.until.is_(None), identity.c.until > day),
    )
    is_accredited = exists().where(
        Accreditation.organization_id == Organization.id,
        Accreditation.track == MAJOR_GROUP.key,
        StatusPeriod.accreditation_id == Accreditation.id,
        StatusPeriod.status.in_(LISTED),
        StatusPeriod.valid_from <= day,
        or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > day),
    )
    known = (
        select(*public_columns(identity.c))
        .join(Organization, Organization.id == identity.c.organization_id)
        .where(listed(), is_accredited, *of_day)
        .subquery("known")
    )
    facets = (known.c.country, known.c.region, known.c.major_group)
    return select(*facets, func.count().label("number")).group_by(*facets)
