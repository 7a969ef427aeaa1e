"""The queue of the desk: lanes, filters and order as links, and the same rows as a file."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, settings
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.views.blueprint import bp
from engagement.audit.reading import note_export
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import Region, country
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.core.text import NATIVE_NAMES
from engagement.web.access import access, actor
from engagement.web.i18n import country_name, label
from engagement.web.pages import keyset
from engagement.web.spreadsheets import csv_answer
from engagement.web.templating import link

FACETS = {
    "track": _l("Kind of application"),
    "language": _l("Language of the application"),
    "region": _l("Region"),
    "group": _l("Major Group"),
    "reviewer": _l("Reviewer"),
}
ORDERS = {"number": _l("Number"), "due": _l("Due"), "waiting": _l("Waiting time")}
LONGEST_WORDS = 200
MOST_ROWS = 10_000


@dataclass(frozen=True)
class Asked:
    """What the address asks of the queue; a value that is none of the list's asks for nothing."""

    lane: queries.Lane
    filters: queries.Filters
    order: str

    def address(self, **changes) -> dict:
        """The parameters of this view of the queue, with some of them changed."""
        filters = self.filters
        parameters = {
            "lane": self.lane.key,
            "track": filters.track,
            "language": filters.language,
            "region": filters.region,
            "group": filters.group,
            "reviewer": filters.reviewer,
            "q": filters.words,
            "order": self.order if self.order != self.lane.order else None,
        }
        return {name: value for name, value in (parameters | changes).items() if value}


def asked(lanes) -> Asked:
    """Read the address."""
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    lane = queries.lane(request.args.get("lane") or ("all" if words else None), lanes)
    order = request.args.get("order")
    filters = queries.Filters(
        track=_one_of("track", TRACKS),
        language=_one_of("language", NATIVE_NAMES),
        region=_one_of("region", set(Region)),
        group=_one_of("group", set(MajorGroup)),
        reviewer=_id("reviewer"),
        words=words,
    )
    return Asked(lane, filters, order if order in ORDERS else lane.order)


def _one_of(name, values):
    value = request.args.get(name)
    return value if value in values else None


def _id(name):
    try:
        return uuid.UUID(request.args.get(name, ""))
    except ValueError:
        return None


@bp.get("/desk")
@access(Accreditations.QUEUE)
def show_queue():
    """Cases by lane; lanes, filters and order are links, so that a view can be kept."""
    lanes = queries.lanes_of(actor())
    view = asked(lanes)
    if view.filters.words:
        limits.count_coarsely(
            "desk-search", str(actor().id), limit=settings.searches_an_hour(), seconds=3600
        )
    in_lanes, counts = queries.counts_of_queue(actor(), lanes, view.lane, view.filters)
    names = queries.names_of(
        [*counts["reviewer"], *([view.filters.reviewer] if view.filters.reviewer else [])]
    )
    facets = facets_of(view, counts, names)
    statement, values = queries.kept_queue(actor(), view.lane, view.filters)
    place = {key: request.args[key] for key in ("after", "before") if request.args.get(key)}
    return render_template(
        "accreditation/show_queue.html",
        page=keyset(statement, queries.ORDERS[view.order], values=values),
        lane=view.lane,
        lanes=lanes,
        counts=in_lanes,
        facets=facets,
        chosen=chosen(view, facets),
        orders=[
            {
                "label": words,
                "url": link("accreditation.show_queue", **(view.address() | {"order": key})),
                "current": key == view.order,
            }
            for key, words in ORDERS.items()
        ],
        words=view.filters.words,
        address=view.address(),
        kept=urlencode(view.address() | place),
        today=today(),
        may_name_deputy=can(actor(), Accreditations.NAME_DEPUTY),
        may_assign=can(actor(), Accreditations.ASSIGN_SEVERAL),
    )


def facets_of(view: Asked, counts: dict, names: dict) -> list[dict]:
    """Each facet with the links of its values: what is there in the lane, and what is chosen."""
    labels = {
        "track": {key: track.title for key, track in TRACKS.items()},
        "language": NATIVE_NAMES,
        "region": {each: each.label for each in Region},
        "group": {each: each.label for each in MajorGroup},
        "reviewer": names,
    }
    facets = []
    for name, title in FACETS.items():
        now = getattr(view.filters, name)
        values = [
            {
                "label": words,
                "code": value,
                "count": counts[name].get(value, 0),
                "current": value == now,
                "url": link("accreditation.show_queue", **view.address(**{name: value})),
            }
            for value, words in labels[name].items()
            if value == now or value in counts[name]
        ]
        if now or len(values) > 1:
            everything = link("accreditation.show_queue", **view.address(**{name: None}))
            facets.append({"name": name, "title": title, "all": everything, "values": values})
    return facets


def chosen(view: Asked, facets: list[dict]) -> list[dict]:
    """What narrows the list, each with the address of the list without it."""
    narrowing = [
        {"label": value["label"], "url": facet["all"], "is_typed": facet["name"] == "reviewer"}
        for facet in facets
        for value in facet["values"]
        if value["current"]
    ]
    if view.filters.words:
        without = link("accreditation.show_queue", **view.address(q=None))
        narrowing.append({"label": view.filters.words, "url": without, "is_typed": True})
    return narrowing


@bp.get("/desk/download.csv")
@access(Accreditations.QUEUE)
def download_queue():
    """The same rows as a file, in the same order."""
    limits.count("queue-file", str(actor().id), limit=settings.files_an_hour(), seconds=3600)
    view = asked(queries.lanes_of(actor()))
    statement = queries.queue(actor(), view.lane, view.filters)
    rows = db.session.execute(
        statement.order_by(*queries.ORDERS[view.order]).limit(MOST_ROWS)
    ).all()
    note_export(
        "accreditation:queue:exported", "account", actor().id, count=len(rows), **view.address()
    )
    heads = [
        _("Number"),
        _("Organization"),
        _("Country"),
        _("Region"),
        _("Major Group"),
        _("Language of the application"),
        _("Submitted"),
        _("Waiting since"),
        _("Due"),
        _("Reviewer"),
        _("Second reviewer"),
        _("State"),
    ]
    return csv_answer(f"applications-{today().isoformat()}.csv", heads, map(line, rows))


def line(row) -> list:
    """A row of the queue as a line of the file."""
    place = country(row.country)
    return [
        row.reference,
        row.name,
        country_name(row.country),
        label(place.region) if place else "",
        label(row.major_group),
        NATIVE_NAMES[row.language],
        row.submitted_at.date().isoformat(),
        row.since.date().isoformat(),
        row.due_on.isoformat() if row.due_on else "",
        row.reviewer,
        row.second_reviewer,
        label(row.state),
    ]
