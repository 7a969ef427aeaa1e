"""Where few or none are accredited, for everybody."""

from collections.abc import Iterator

from flask import render_template
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.major_groups import MajorGroup
from engagement.outreach.queries.gaps import Gaps, RegionGaps, gaps_on
from engagement.outreach.views.blueprint import bp, region_asked
from engagement.web.access import public
from engagement.web.asked_day import AskedDay, asked_day
from engagement.web.designations import closing_line
from engagement.web.i18n import format_list, label, language
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

FILES_AN_HOUR = 60


@bp.get("/gaps")
@public
def show_gaps():
    """Countries and areas, Major Groups by region, States: where none or few are, or were."""
    return gaps_page(asked_day())


def gaps_page(asked: AskedDay):
    """The page of the day asked for; with one that cannot be shown that of today, and why."""
    gaps, region = gaps_on(asked.shown), region_asked()
    lang = language()
    shown = regions_of(gaps, region)
    return render_template(
        "outreach/show_gaps.html",
        gaps=gaps,
        asked=asked,
        today=today(),
        shown=shown,
        region=region,
        regions=list(Region),
        groups=list(groups_by_gap(gaps)),
        organizations=[
            {"label": label(each.region), "value": each.organizations} for each in shown
        ],
        ordered=lambda rows: sorted(rows, key=lambda row: (row.number, row.place.orders[lang])),
        names=lambda places: [
            place.name(lang, gaps.day)
            for place in sorted(places, key=lambda each: each.orders[lang])
        ],
    ), asked.status


@bp.get("/gaps.csv")
@public
def download_gaps():
    """The same as a file."""
    asked = asked_day()
    if asked.wrong:
        return gaps_page(asked)
    limits.count("gaps-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    gaps = gaps_on(asked.shown)
    heads = [
        _("Gap"),
        _("Region"),
        _("Code of the country or area"),
        _("Name"),
        _("Accredited organizations"),
        _("As of"),
    ]
    return csv_answer(
        f"gaps-{gaps.day.isoformat()}.csv", heads, lines(gaps, region_asked(), language())
    )


def regions_of(gaps: Gaps, region: Region | None) -> list[RegionGaps]:
    """All regions, or the one that was asked for."""
    return [each for each in gaps.regions if region in (None, each.region)]


def groups_by_gap(gaps: Gaps) -> Iterator[dict]:
    """For each Major Group the regions in which it has none, and those in which it has few."""
    for group in MajorGroup:
        rows = [row for each in gaps.regions for row in each.groups if row.group == group]
        lacking = [row for row in rows if row.is_gap]
        yield {
            "label": label(group),
            "none": format_list([label(row.region) for row in lacking if row.number == 0]),
            "few": format_list([label(row.region) for row in lacking if row.number]),
        }


def lines(gaps: Gaps, region: Region | None, lang: str) -> Iterator[list]:
    """A line for each gap, and at the end what has to be known to read them."""
    day = gaps.day.isoformat()
    for each in regions_of(gaps, region):
        where = label(each.region)
        for gap in each.missing:
            yield [
                _("Country or area"),
                where,
                gap.place.code,
                gap.place.name(lang, gaps.day),
                gap.number,
                day,
            ]
        for gap in each.groups:
            if gap.is_gap:
                yield [_("Major Group"), where, "", label(gap.group), gap.number, day]
        for place in each.unrepresented:
            yield [
                _("State without a recorded representative"),
                where,
                place.code,
                place.name(lang, gaps.day),
                "",
                day,
            ]
    yield [misleading()]
    yield [closing_line()]


@bp.app_template_global("gaps_mislead")
def misleading() -> str:
    """How the figures could mislead."""
    return _(
        "Organizations count where they have their seat, not where they work; and those whose"
        " country is not shown for people’s safety count in their region and Major Group alone."
        " So a gap here need not be one in life."
    )
