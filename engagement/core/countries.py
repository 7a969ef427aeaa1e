"""The one table of countries and areas: names in six languages, region, UN regional group.

The rows stand in `countries.csv`; docs/countries.md says where each column comes from.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from engagement.core.text import LANGUAGES, Labelled


class Region(Labelled):
    """The six regions of UNEP, each with a regional office."""

    AFRICA = "africa", _l("Africa")
    ASIA_PACIFIC = "asia-pacific", _l("Asia and the Pacific")
    EUROPE = "europe", _l("Europe")
    LATIN_AMERICA_CARIBBEAN = "latin-america-caribbean", _l("Latin America and the Caribbean")
    NORTH_AMERICA = "north-america", _l("North America")
    WEST_ASIA = "west-asia", _l("West Asia")


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

    def name(self, language: str) -> str:
        """The UN short name in one of `LANGUAGES`; KeyError for any other language."""
        return self.names[language]


def country(code: str | None) -> Country | None:
    """The country or area with this alpha-2 code in capitals, or None."""
    return COUNTRIES.get(code) if code else None


def choices(language: str) -> list[tuple[str, str]]:
    """(code, name) pairs as `language` sorts them; KeyError for a language not in `LANGUAGES`."""
    return list(_sorted_choices(language))


@cache
def _sorted_choices(language: str) -> tuple[tuple[str, str], ...]:
    ordered = sorted(COUNTRIES.values(), key=lambda each: each.orders[language])
    return tuple((each.code, each.name(language)) for each in ordered)


def _read(path: Path) -> dict[str, Country]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _from_row(row) for row in csv.DictReader(file)}


def _from_row(row: dict[str, str]) -> Country:
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
    )


COUNTRIES: dict[str, Country] = _read(Path(__file__).with_name("countries.csv"))
"""By alpha-2 code, in the order of the codes."""
