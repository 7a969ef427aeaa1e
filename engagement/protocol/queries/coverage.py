"""How many States have a representative on a day: the figure of action I.A.2, and its gaps."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from engagement.core.countries import STATES, Country, Region
from engagement.core.db import db
from engagement.protocol.models import Representative
from engagement.protocol.queries.representatives import holds


@dataclass(frozen=True)
class RegionCount:
    """Member States of one of UNEP's regions: how many there are and how many are represented."""

    region: Region
    states: int
    represented: int


@dataclass(frozen=True)
class Coverage:
    """Which States had a recorded representative on `day`.

    The counts are of Member States alone; `observers` are the others that take part.
    """

    day: date
    represented: frozenset[str]
    """Codes of all States with a representative, observers included."""
    regions: tuple[RegionCount, ...]

    @property
    def states(self) -> int:
        """How many Member States there are."""
        return sum(each.states for each in self.regions)

    @property
    def members_represented(self) -> int:
        """How many Member States have a representative."""
        return sum(each.represented for each in self.regions)

    @property
    def gaps(self) -> list[Country]:
        """Member States without one, in the order of their codes."""
        return [each for each in STATES if each.member_state and each.code not in self.represented]


def states_with_representative(day: date) -> Coverage:
    """Coverage on a day, past or present, by region as it was then; one query.

    A State counts whatever the function and the seat of its representative. What is recorded late
    counts from the day on which the person took office, so a past figure can still grow.
    """
    codes = frozenset(
        db.session.scalars(select(Representative.country).where(holds(day)).distinct())
    )
    counts = {region: [0, 0] for region in Region}
    for state in STATES:
        region = state.region_on(day)
        if state.member_state and region:
            counts[region][0] += 1
            counts[region][1] += state.code in codes
    return Coverage(
        day, codes, tuple(RegionCount(region, *numbers) for region, numbers in counts.items())
    )
