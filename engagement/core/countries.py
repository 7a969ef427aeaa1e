"""The one table of countries and areas: names in six languages, regions, groups, categories.

The rows stand in `countries.csv`, names that are over in `former_country_names.csv`;
docs/countries.md says where each column comes from.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from engagement.core.text import LANGUAGES, Labelled

MADE_ON = date(2026, 11, 26)
"""The day whose names, regions and groups the table holds."""

CATEGORIES_AS_OF = date(2024, 12, 31)
"""The day of the United Nations lists from which the categories were taken."""

SIGNED_OFF_ON: date | None = None
"""When UNEP has checked and signed the table off; until then staff are told that it has not."""


class Region(Labelled):
    """The six regions of UNEP, each with a regional office."""

    AFRICA = "africa", _l("Africa")
    ASIA_PACIFIC = "asia-pacific", _l("Asia and the Pacific")
    EUROPE = "europe", _l("Europe")
    LATIN_AMERICA_CARIBBEAN = "latin-america-caribbean", _l("Latin America and the Caribbean")
    NORTH_AMERICA = "north-america", _l("North America")
    WEST_ASIA = "west-asia", _l("West Asia")


class Subregion(Labelled):
    """Parts of UNEP's regions, as its assessments group them."""

    NORTHERN_AFRICA = "northern-africa", _l("Northern Africa")
    WESTERN_AFRICA = "western-africa", _l("Western Africa")
    CENTRAL_AFRICA = "central-africa", _l("Central Africa")
    EASTERN_AFRICA = "eastern-africa", _l("Eastern Africa")
    SOUTHERN_AFRICA = "southern-africa", _l("Southern Africa")
    WESTERN_INDIAN_OCEAN = "western-indian-ocean", _l("Western Indian Ocean")
    SOUTH_ASIA = "south-asia", _l("South Asia")
    SOUTH_EAST_ASIA = "south-east-asia", _l("South-East Asia")
    NORTH_EAST_ASIA = "north-east-asia", _l("North-East Asia")
    PACIFIC = "pacific", _l("Pacific")
    WESTERN_EUROPE = "western-europe", _l("Western Europe")
    CENTRAL_EUROPE = "central-europe", _l("Central Europe")
    EASTERN_EUROPE = "eastern-europe", _l("Eastern Europe")
    CENTRAL_ASIA = "central-asia", _l("Central Asia")
    CARIBBEAN = "caribbean", _l("Caribbean")
    MESOAMERICA = "mesoamerica", _l("Mesoamerica")
    SOUTH_AMERICA = "south-america", _l("South America")
    NORTH_AMERICA = "north-america", _l("North America")
    ARABIAN_PENINSULA = "arabian-peninsula", _l("Arabian Peninsula")
    MASHRIQ = "mashriq", _l("Mashriq")


class Category(Labelled):
    """Groups of countries that the United Nations lists because of what hinders them."""

    LDC = "ldc", _l("Least developed countries")
    LLDC = "lldc", _l("Landlocked developing countries")
    SIDS = "sids", _l("Small island developing States")


class UNGroup(Labelled):
    """The five regional groups of Member States; they do not follow the regions of UNEP."""

    AFRICAN = "african", _l("African States")
    ASIA_PACIFIC = "asia-pacific", _l("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern-european", _l("Eastern European States")
    GRULAC = "grulac", _l("Latin American and Caribbean States")
    WEOG = "weog", _l("Western European and other States")


class Observer(StrEnum):
    """How a State outside the membership takes part in the Environment Assembly."""

    STATE = "state"
    """Non-member observer State of the General Assembly: Holy See, State of Palestine."""

    AGENCY_MEMBER = "agency-member"
    """Member of specialized agencies, named beside the Member States: Cook Islands, Niue."""


@dataclass(frozen=True, slots=True)
class Former:
    """What a country was called, and where it belonged, to the end of the day `until`."""

    until: date
    names: Mapping[str, str]
    region: Region | None
    """None where the region has not changed."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area with an ISO 3166-1 alpha-2 code.

    `region` is None for areas that the table of UNEP's regions does not name, `un_group` for
    all but the Member States: neither may be guessed from geography.
    """

    code: str
    m49: str
    """Three digits with leading zeros."""
    member_state: bool
    observer: Observer | None
    region: Region | None
    un_group: UNGroup | None
    names: Mapping[str, str] = field(repr=False, compare=False)
    orders: Mapping[str, int] = field(repr=False, compare=False)
    """Place (from 1) among all rows as each language sorts."""
    subregion: Subregion | None = None
    categories: frozenset[Category] = frozenset()
    former: tuple[Former, ...] = field(default=(), repr=False, compare=False)
    """What is over, first to last."""

    @property
    def takes_part(self) -> bool:
        """Whether it can name representatives to the Committee: Member States and observers."""
        return self.member_state or self.observer is not None

    def name(self, language: str, on: date | None = None) -> str:
        """The UN short name in one of `LANGUAGES`, today's or that of a day; else KeyError."""
        before = self._former_on(on)
        return before.names[language] if before else self.names[language]

    def region_on(self, on: date | None = None) -> Region | None:
        """UNEP's region today or on a day."""
        before = self._former_on(on)
        return before.region if before and before.region else self.region

    def _former_on(self, on: date | None) -> Former | None:
        if on is None or not self.former:
            return None
        return next((each for each in self.former if on <= each.until), None)


def country(code: str | None) -> Country | None:
    """The country or area with this alpha-2 code in capitals, or None."""
    return COUNTRIES.get(code) if code else None


def choices(language: str, on: date | None = None) -> list[tuple[str, str]]:
    """(code, name) pairs as `language` sorts today's names; KeyError for one not in `LANGUAGES`.

    The names are those of the day `on`, if there is one.
    """
    pairs = _sorted_choices(language)
    if on is None:
        return list(pairs)
    return [(code, COUNTRIES[code].name(language, on)) for code, _ in pairs]


@cache
def _sorted_choices(language: str) -> tuple[tuple[str, str], ...]:
    ordered = sorted(COUNTRIES.values(), key=lambda each: each.orders[language])
    return tuple((each.code, each.name(language)) for each in ordered)


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read() -> dict[str, Country]:
    former: dict[str, list[Former]] = {}
    for row in sorted(_rows("former_country_names.csv"), key=lambda each: each["until"]):
        former.setdefault(row["code"], []).append(_former_of(row))
    return {
        row["code"]: _from_row(row, tuple(former.get(row["code"], ())))
        for row in _rows("countries.csv")
    }


def _former_of(row: dict[str, str]) -> Former:
    return Former(
        until=date.fromisoformat(row["until"]),
        names=MappingProxyType({language: row[language] for language in LANGUAGES}),
        region=Region(row["region"]) if row["region"] else None,
    )


def _from_row(row: dict[str, str], former: tuple[Former, ...]) -> Country:
    return Country(
        code=row["code"],
        m49=row["m49"],
        member_state=row["member_state"] == "yes",
        observer=Observer(row["observer"]) if row["observer"] else None,
        region=Region(row["region"]) if row["region"] else None,
        un_group=UNGroup(row["un_group"]) if row["un_group"] else None,
        names=MappingProxyType({language: row[language] for language in LANGUAGES}),
        orders=MappingProxyType(
            {language: int(row[f"order_{language}"]) for language in LANGUAGES}
        ),
        subregion=Subregion(row["subregion"]) if row["subregion"] else None,
        categories=frozenset(each for each in Category if row[each.value] == "yes"),
        former=former,
    )


COUNTRIES: dict[str, Country] = _read()
"""By alpha-2 code, in the order of the codes."""

MEMBER_STATES: tuple[Country, ...] = tuple(each for each in COUNTRIES.values() if each.member_state)
"""The 193 Member States of the United Nations."""

STATES: tuple[Country, ...] = tuple(each for each in COUNTRIES.values() if each.takes_part)
"""Member States, and the others that are named beside them at the Environment Assembly."""
