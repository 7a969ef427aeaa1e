"""What everybody reads: States with a representative, who came and left, the organizations."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask import render_template, request
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import STATES, Region
from engagement.protocol import queries, settings
from engagement.protocol.forms.states import day_asked
from engagement.protocol.models import Mission
from engagement.protocol.views.blueprint import bp
from engagement.web.access import public
from engagement.web.i18n import country_name, label, language
from engagement.web.pages import csv_answer
from engagement.web.security import client_address

FILES_AN_HOUR = 60


@bp.get("/states")
@public
def show_coverage():
    """Which States have a recorded representative to the Committee, by region, gaps in sight."""
    day = min(day_asked(request.args.get("on"), today()), today())
    coverage = queries.states_with_representative(day)
    missions = {row.place.code: row.mission for row in queries.state_rows(day)}
    lang = language()
    ordered = sorted(STATES, key=lambda each: each.orders[lang])
    return render_template(
        "protocol/show_coverage.html",
        coverage=coverage,
        day=day,
        today=today(),
        regions=[
            (region, [each for each in ordered if each.region_on(day) == region])
            for region in Region
        ],
        missions=missions,
        unknown=sum(mission == Mission.UNKNOWN for mission in missions.values()),
    )


@bp.get("/states/movements")
@public
def show_movements():
    """Permanent representatives who arrived and departed between two days."""
    since, until = days_asked()
    return render_template(
        "protocol/show_movements.html",
        since=since,
        until=until,
        rows=queries.movements(since, until, language(), heads_only=True),
        name=queries.public_name,
        whole=False,
        download="protocol.download_movements",
    )


@bp.get("/states/movements.csv")
@public
def download_movements():
    """The same as a file."""
    limits.count("movements-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    since, until = days_asked()
    rows = queries.movements(since, until, language(), heads_only=True)
    return csv_answer(
        f"arrivals-departures-{until.isoformat()}.csv",
        movement_heads(),
        movement_lines(rows, queries.public_name),
    )


@bp.get("/intergovernmental-organizations")
@public
def list_recorded_intergovernmental():
    """Intergovernmental organizations that take part as observers."""
    return render_template(
        "protocol/list_recorded_intergovernmental.html", igos=queries.recorded_igos()
    )


@bp.get("/intergovernmental-organizations.csv")
@public
def download_intergovernmental():
    """The same as a file."""
    limits.count("igos-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    heads = [_("Name"), _("Acronym"), _("Kind"), _("Seat"), _("Country or area"), _("Website")]
    lines = [
        [
            igo.name_in(language())[0],
            igo.acronym,
            label(igo.kind),
            igo.seat,
            country_name(igo.seat_country),
            igo.website,
            igo.recorded_at.date().isoformat(),
        ]
        for igo in queries.recorded_igos()
    ]
    return csv_answer(
        f"intergovernmental-organizations-{today().isoformat()}.csv",
        [*heads, _("Recorded on")],
        lines,
    )


def days_asked() -> tuple[date, date]:
    """From and to of the address; by default the last quarter, and never the wrong way round."""
    until = day_asked(request.args.get("until"), today())
    before = max(until.toordinal() - settings.movement_days(), 1)
    since = day_asked(request.args.get("since"), date.fromordinal(before))
    return min(since, until), max(since, until)


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
    """A line for each movement; `name` says what may be told of a person's name."""
    for row in rows:
        yield [
            country_name(row.person.country, row.day),
            label(row.way),
            row.day.isoformat(),
            name(row.person) or "",
            label(row.person.function),
            label(row.person.seat),
        ]
