"""The table of countries and areas: for everybody, with filters, and as a file."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from flask import render_template, request
from flask_babel import gettext as _

from engagement.core import countries as table
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES, Category, Country, Region, UNGroup
from engagement.core.text import LANGUAGES, NATIVE_NAMES
from engagement.protocol.views.blueprint import bp
from engagement.web.access import public
from engagement.web.asked_day import AskedDay, asked_day
from engagement.web.designations import closing_line
from engagement.web.i18n import label, language
from engagement.web.pages import PAGE_SIZE, asked_place, page_of
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

TAGS = {each: "zh-Hans" if each == "zh" else each for each in LANGUAGES}
FILES_AN_HOUR = 60


class Row(NamedTuple):
    """A country or area as a line of the list; `place` is its key among all."""

    place: int
    country: Country
    region: Region | None


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; a value that is none of the list's is no filter."""

    region: str = ""
    group: str = ""
    category: str = ""
    asked: AskedDay = field(default_factory=lambda: AskedDay(None, ""))

    @classmethod
    def from_address(cls) -> "Wanted":
        """As the address says."""
        known = {"region": set(Region), "group": set(UNGroup), "category": set(Category)}
        chosen = {
            name: request.args.get(name, "")
            for name, values in known.items()
            if request.args.get(name) in values
        }
        return cls(**chosen, asked=asked_day())

    @property
    def on(self) -> date | None:
        """The past day whose names are asked for."""
        return self.asked.past

    def holds(self, row: Row) -> bool:
        """Whether a row is asked for."""
        return (
            self.region in ("", row.region)
            and self.group in ("", row.country.un_group)
            and (not self.category or self.category in row.country.categories)
        )

    def kept(self) -> dict[str, str]:
        """The same as parameters of an address."""
        asked = {"region": self.region, "group": self.group, "category": self.category}
        if self.on:
            asked["as_of"] = self.on.isoformat()
        return {name: value for name, value in asked.items() if value}


def rows_of(wanted: Wanted) -> list[Row]:
    """The rows asked for, as the page's language sorts."""
    lang = language()
    rows = (Row(each.orders[lang], each, each.region_on(wanted.on)) for each in COUNTRIES.values())
    return sorted(filter(wanted.holds, rows), key=lambda row: row.place)


@bp.get("/countries")
@public
def list_countries():
    """Names in six languages, regions, groups and categories; fifty to a page."""
    return countries_page(Wanted.from_address())


def countries_page(wanted: Wanted):
    """The page; with a day that cannot be shown that of today, and why."""
    every = rows_of(wanted)
    place = asked_place([int])
    if place.key is None:
        rows = every
    elif place.backwards:
        rows = [row for row in reversed(every) if row.place < place.key[0]]
    else:
        rows = [row for row in every if row.place > place.key[0]]
    return render_template(
        "protocol/list_countries.html",
        wanted=wanted,
        total=len(every),
        page=page_of(rows[: PAGE_SIZE + 1], place, ["place"]),
        regions=list(Region),
        groups=list(UNGroup),
        categories=list(Category),
        others=[each for each in LANGUAGES if each != language()],
        tags=TAGS,
        table=table,
        today=today(),
    ), wanted.asked.status


@bp.get("/countries/download.csv")
@public
def download_countries():
    """The rows asked for with all columns, and the sentence on designations."""
    wanted = Wanted.from_address()
    if wanted.asked.wrong:
        return countries_page(wanted)
    limits.count("countries-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    heads = [
        _("Code"),
        _("Code M49"),
        *(NATIVE_NAMES[each] for each in LANGUAGES),
        _("Membership"),
        _("Region"),
        _("Sub-region"),
        _("Regional group"),
        *(category_as_of(each) for each in Category),
    ]
    day = wanted.on or today()
    return csv_answer(f"countries-{day.isoformat()}.csv", heads, lines(wanted))


def category_as_of(category: Category) -> str:
    """A category with the day of the list it is from, which is the same on every day asked for."""
    day = table.CATEGORIES_AS_OF.isoformat()
    return _("%(category)s (United Nations list as of %(day)s)", category=label(category), day=day)


def lines(wanted: Wanted):
    """The lines of the file."""
    yes, no = _("yes"), _("no")
    rows = rows_of(wanted)
    made = [
        [
            row.country.code,
            row.country.m49,
            *(row.country.name(each, wanted.on) for each in LANGUAGES),
            membership(row.country),
            label(row.region),
            label(row.country.subregion),
            label(row.country.un_group),
            *(yes if each in row.country.categories else no for each in Category),
        ]
        for row in rows
    ]
    return [*made, [closing_line()]]


@bp.app_template_filter("membership")
def membership(place: Country) -> str:
    """How a country or area stands to the United Nations, in the page's language."""
    if place.member_state:
        return _("Member State")
    if place.observer == table.Observer.STATE:
        return _("Observer State")
    return _("Member of specialized agencies") if place.observer else _("Area")
