"""The public register as a list, as figures and as a file: today's, or that of a past day."""

import functools
import uuid
from datetime import date

from flask import render_template
from flask_babel import gettext as _

from engagement.accreditation.models import LISTED, AccreditationStatus
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import Region, choices
from engagement.core.major_groups import MajorGroup
from engagement.directory import exports, settings
from engagement.directory.queries import listing
from engagement.directory.queries.wanted import Found, Wanted
from engagement.directory.sentences import computed, withheld_entries
from engagement.directory.views.address import (
    FILTERS,
    Asked,
    asked,
)
from engagement.directory.views.blueprint import bp
from engagement.web.access import public
from engagement.web.asked_day import AskedDay, asked_day
from engagement.web.i18n import filters_in, label, language
from engagement.web.pages import Page, asked_place, page_of
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer
from engagement.web.templating import link, link_in

KEY = ("rank", "sort_key", "accreditation_id")


@bp.get("")
@public
def show_register():
    """Accredited organizations, searched and filtered; all that is chosen is in the address."""
    day = asked_day()
    wish = asked(day=day.day)
    if day.wrong:
        return register_page(wish, Found([], 0), wrong=day), day.status
    if wish.wanted.words:
        limits.count_coarsely(
            "register-search", client_address(), limit=settings.searches_an_hour(), seconds=3600
        )
    place = asked_place([int, str, uuid.UUID])
    found = listing.found(wish.wanted, place, size=0 if wish.view == "figures" else listing.PAGE)
    return register_page(wish, found, page_of(found.rows, place, KEY))


def register_page(
    wish: Asked, found: Found, page: Page | None = None, wrong: AskedDay | None = None
):
    """The page with what was found; with no list where a day is `wrong`, which says why."""
    lang = language()
    day = wish.wanted.on
    withheld = listing.withheld_today()
    return render_template(
        "directory/show_register.html",
        wish=wish,
        found=found,
        page=page or Page([], None, None),
        rows=shown(page.rows, lang, day) if page else [],
        facets=facets(wish.wanted, found),
        chosen=chosen(wish),
        day_typed=wrong.typed if wrong else wish.parameters.get("as_of", ""),
        wrong=wrong.wrong if wrong else None,
        today=today(),
        statuses=AccreditationStatus,
        views=views(wish),
        bars=bars(found) if wish.view == "figures" else [],
        withheld=withheld_entries(withheld) if withheld else "",
        computed=computed(day) if day else "",
        widened=any(name in wish.parameters for name in ("status", "from", "to", "as_of", "order")),
    )


def shown(rows, lang: str, day: date | None = None) -> list[tuple]:
    """Rows of the list in the words of the page, whose language is `lang`, and of a past day.

    As the templates take them apart: address, name, its language, name in Latin letters, acronym,
    place, Major Group, since when, status. Of a protected entry the place is the region alone.
    """
    words, names = filters_in(lang), labels(lang, day)
    places, regions, groups = names["country"], names["region"], names["group"]
    since = words["date_known"]
    then = {"as_of": day.isoformat()} if day else {}
    return [
        (
            link_in(lang, "directory.show_entry", number=row.number, **then),
            row.name,
            row.name_language,
            row.latin_name,
            row.acronym,
            places.get(row.country, row.country) if row.country else regions.get(row.region, ""),
            groups.get(row.major_group, ""),
            since(row.since, row.since_precision),
            row.status,
        )
        for row in rows
    ]


@bp.get("/download.csv")
@public
def download_register():
    """The same list as a file; protected entries are in no file."""
    day = asked_day()
    wish = asked(day=day.day)
    if day.wrong:
        return register_page(wish, Found([], 0), wrong=day), day.status
    limits.count("register-file", client_address(), limit=settings.files_an_hour(), seconds=3600)
    shown_on = wish.day or today()
    return csv_answer(
        f"register-{shown_on.isoformat()}.csv",
        exports.heads(),
        exports.lines(
            listing.everything(wish.wanted),
            language(),
            shown_on,
            withheld=listing.withheld_today(),
            past=wish.wanted.on is not None,
        ),
    )


def labels(lang: str, on: date | None = None) -> dict[str, dict[str, str]]:
    """Value -> label of every facet in the page's language, in the order in which they stand.

    Countries and areas are called what they were called on the day `on`.
    """
    today_s = _labels(lang)
    return today_s | {"country": dict(choices(lang, on))} if on else today_s


@functools.cache
def _labels(lang):
    return {
        "region": {each.value: label(each) for each in Region},
        "group": {each.value: label(each) for each in MajorGroup},
        "country": dict(choices(lang)),
        "status": {each.value: label(each) for each in LISTED},
    }


def facets(wanted: Wanted, found: Found) -> dict[str, list[tuple]]:
    """The options of each filter: value, label, count or None, whether it is chosen.

    Only values that the register has, and of these none that would leave nothing.
    """
    known = listing.values(wanted.on)
    rows = {}
    for name, options in labels(language(), wanted.on).items():
        facet = FILTERS[name]
        now = getattr(wanted, facet)
        counted = found.counts.get(facet)
        rows[name] = [
            (value, words, counted.get(value, 0) if counted is not None else None, value == now)
            for value, words in options.items()
            if value == now or (value in known[facet] and (counted is None or value in counted))
        ]
    for name, now in (("from", wanted.year_from), ("to", wanted.year_to)):
        counted = found.counts.get("year")
        years = set(known["year"] if counted is None else counted) | ({now} if now else set())
        rows[name] = [
            (year, year, counted.get(year, 0) if counted is not None else None, year == now)
            for year in sorted(years, reverse=True)
        ]
    return rows


def chosen(wish: Asked) -> list[dict]:
    """What narrows the list, each with the address of the list without it."""
    names = labels(language(), wish.wanted.on)
    said = {
        "from": lambda year: _("Since %(year)s or later", year=year),
        "to": lambda year: _("Since %(year)s or earlier", year=year),
        "as_of": lambda _day: _("As of %(day)s", day=filters_in(language())["date"](wish.day)),
    }
    found = []
    for name in (*FILTERS, "as_of"):
        if value := wish.parameters.get(name):
            words = said[name](value) if name in said else names.get(name, {}).get(value, value)
            url = link("directory.show_register", **wish.without(name))
            found.append({"label": words, "is_typed": name == "q", "url": url})
    return found


def views(wish: Asked) -> list[dict]:
    """The ways to look at the same list."""
    words = {
        "list": _("List"),
        "cards": _("Cards"),
        "table": _("Table"),
        "figures": _("Figures"),
    }
    return [
        {
            "label": words[name],
            "url": link(
                "directory.show_register",
                **wish.without("view"),
                **({} if name == "list" else {"view": name}),
            ),
            "current": wish.view == name,
        }
        for name in words
    ]


def bars(found: Found) -> list[dict]:
    """Figures by region, Major Group, status and year, each with its caption."""
    if not found.counts:
        return []
    names = labels(language())
    made = [
        (_("By region"), _("Region"), names["region"], found.counts["region"]),
        (_("By Major Group"), _("Major Group"), names["group"], found.counts["major_group"]),
        (_("By status"), _("Status"), names["status"], found.counts["status"]),
        (
            _("By year of accreditation"),
            _("Year"),
            {year: str(year) for year in sorted(found.counts["year"])},
            found.counts["year"],
        ),
    ]
    return [
        {
            "caption": caption,
            "head": head,
            "rows": [
                {"label": words, "value": counted[value]}
                for value, words in options.items()
                if value in counted
            ],
        }
        for caption, head, options, counted in made
    ]
