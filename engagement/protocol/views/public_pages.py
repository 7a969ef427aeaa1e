"""What everybody reads: States with a representative, who came and left, the organizations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import STATES, Region
from engagement.protocol import queries, settings
from engagement.protocol.models import Mission
from engagement.protocol.views.blueprint import bp
from engagement.web.access import public
from engagement.web.asked_day import AskedDay, asked_day
from engagement.web.designations import closing_line
from engagement.web.i18n import country_name, label, language
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

FILES_AN_HOUR = 60


@bp.get("/states")
@public
def show_coverage():
    """Which States have a recorded representative to the Committee, by region, gaps in sight."""
    asked = asked_day()
    day = asked.shown
    coverage = queries.states_with_representative(day)
    missions = {row.place.code: row.mission for row in queries.state_rows(day)}
    lang = language()
    ordered = sorted(STATES, key=lambda each: each.orders[lang])
    return render_template(
        "protocol/show_coverage.html",
        coverage=coverage,
        asked=asked,
        day=day,
        today=today(),
        regions=[
            (region, [each for each in ordered if each.region_on(day) == region])
            for region in Region
        ],
        missions=missions,
        unknown=sum(mission == Mission.UNKNOWN for mission in missions.values()),
    ), asked.status


@bp.get("/states/movements")
@public
def show_movements():
    """Permanent representatives who arrived and departed between two days."""
    return public_movements(asked_days())


def public_movements(days: "AskedDays"):
    """The page of these days."""
    return render_template(
        "protocol/show_movements.html",
        days=days,
        rows=queries.movements(days.since, days.until, language(), heads_only=True),
        name=queries.public_name,
        whole=False,
        download="protocol.download_movements",
    ), days.status


@bp.get("/states/movements.csv")
@public
def download_movements():
    """The same as a file."""
    days = asked_days()
    if days.wrong:
        return public_movements(days)
    limits.count("movements-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    rows = queries.movements(days.since, days.until, language(), heads_only=True)
    return csv_answer(
        f"arrivals-departures-{days.until.isoformat()}.csv",
        movement_heads(),
        movement_lines(rows, queries.public_name),
    )


@bp.get("/intergovernmental-organizations")
@public
def list_recorded_intergovernmental():
    """Intergovernmental organizations that take part as observers, today or on a past day."""
    return igos_page(asked_day())


def igos_page(asked: AskedDay):
    """The page of the day."""
    return render_template(
        "protocol/list_recorded_intergovernmental.html",
        igos=queries.recorded_igos(asked.shown),
        asked=asked,
        today=today(),
    ), asked.status


@bp.get("/intergovernmental-organizations.csv")
@public
def download_intergovernmental():
    """The same as a file."""
    asked = asked_day()
    if asked.wrong:
        return igos_page(asked)
    limits.count("igos-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    heads = [_("Name"), _("Acronym"), _("Kind"), _("Seat"), _("Country or area"), _("Website")]
    lines = [
        [
            igo.name_in(language())[0],
            igo.acronym,
            label(igo.kind),
            igo.seat,
            country_name(igo.seat_country, asked.past),
            igo.website,
            igo.recorded_at.date().isoformat(),
            igo.last_day.isoformat() if igo.last_day else "",
        ]
        for igo in queries.recorded_igos(asked.shown)
    ]
    return csv_answer(
        f"intergovernmental-organizations-{asked.shown.isoformat()}.csv",
        [*heads, _("Recorded on"), _("Last day as an observer")],
        [*lines, [closing_line()]],
    )


@dataclass(frozen=True)
class AskedDays:
    """From which day to which a list of movements goes, and what the address asked for."""

    since: date
    until: date
    asked_since: AskedDay
    asked_until: AskedDay
    turned: LazyString | None = None
    """Why days in the wrong order are shown the other way round."""

    @property
    def wrong(self) -> LazyString | None:
        """Why other days are shown than those that were asked for."""
        return self.asked_since.wrong or self.asked_until.wrong

    @property
    def status(self) -> int:
        """The status of the answer."""
        return 422 if self.wrong else 200


def asked_days() -> AskedDays:
    """From and to of the address, days to come as well; by default the last quarter."""
    since, until = (asked_day(name, until_today=False) for name in ("since", "until"))
    last = until.shown
    before = date.fromordinal(max(last.toordinal() - settings.movement_days(), 1))
    first = since.day or before
    turned = _l("The first day was after the last: they are shown the other way round.")
    return AskedDays(
        min(first, last), max(first, last), since, until, turned if first > last else None
    )


def movement_heads() -> list[str]:
    """The columns of the list of arrivals and departures."""
    return [
        _("State represented"),
        _("Arrival or departure"),
        _("Day"),
        _("Name"),
        _("Function"),
        _("Seat"),
    ]


def movement_lines(rows: Iterable, name) -> Iterator[list]:
    """A line for each movement and the closing one; `name` says what may be told of a name."""
    for row in rows:
        yield [
            country_name(row.person.country, row.day),
            label(row.way),
            row.day.isoformat(),
            name(row.person) or "",
            label(row.person.function),
            label(row.person.seat),
        ]
    yield [closing_line()]
