"""The staff list of a meeting: filters, columns and order as links, and the same rows as a file."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.audit.reading import note_export
from engagement.bodies.models import Mode
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES, Region
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.core.text import text_in
from engagement.meetings import settings
from engagement.meetings.models import BulkKind, CategoryKind, Meeting, RegistrationState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import list_filters, staff_list
from engagement.meetings.queries.list_filters import Held, ListFilters
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.list_columns import (
    Column,
    Words,
    chosen_columns,
    columns_of,
    shown,
    written,
)
from engagement.printing.lists import KINDS, list_answer
from engagement.web.access import access, actor
from engagement.web.i18n import country_name, label, language
from engagement.web.pages import keyset

FACETS = {
    "state": (_l("State"), RegistrationState),
    "held": (_l("What waits"), Held),
    "category": (_l("Category"), CategoryKind),
    "group": (_l("Major Group"), MajorGroup),
    "region": (_l("Region"), Region),
    "country": (_l("Country or area"), COUNTRIES),
    "mode": (_l("Mode"), Mode),
}
ORDERS = {"number": _l("Number"), "name": _l("Name")}
MOMENTS = {"submitted", "confirmed", "offered"}
LONGEST_WORDS = 200
LONGEST_COLUMNS = 2000


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list; a value that is none of the list's asks for nothing."""

    meeting_id: uuid.UUID
    filters: ListFilters
    columns: list[Column]
    columns_asked: bool
    order: str

    def address(self, **changes) -> dict:
        """The parameters of this view of the list, with some of them changed."""
        filters = {name: getattr(self.filters, name) for name in FACETS}
        parameters = {
            **filters,
            "q": self.filters.words,
            "order": self.order if self.order != "number" else None,
            "columns": ",".join(each.key for each in self.columns) if self.columns_asked else None,
        }
        return {name: value for name, value in (parameters | changes).items() if value}

    def url(self, **changes) -> str:
        """The address of the list with some parameters changed."""
        return url_for(
            "meetings.list_registrations", meeting_id=self.meeting_id, **self.address(**changes)
        )


def asked(meeting: Meeting, given=None) -> Asked:
    """Read the address, or the fields of a form that keeps it."""
    given = request.args if given is None else given
    narrowed = {
        name: given[name]
        for name, (_title, values) in FACETS.items()
        if given.get(name) in (values if isinstance(values, dict) else set(values))
    }
    words = given.get("q", "").strip()[:LONGEST_WORDS]
    columns = given.get("columns", "")[:LONGEST_COLUMNS]
    order = given.get("order")
    return Asked(
        meeting.id,
        ListFilters(**narrowed, words=words),
        chosen_columns(columns_of(meeting), columns),
        bool(columns),
        order if order in ORDERS else "number",
    )


@bp.get(f"{MEETING}/registrations")
@access(Registrations.LIST, get_meeting)
def list_registrations(meeting):
    """Registrations of a meeting; filters, columns and order are links that can be kept."""
    view = asked(meeting)
    if ticked := request.args.getlist("column"):
        known = {each.key for each in columns_of(meeting)}
        columns = ",".join(key for key in dict.fromkeys(ticked) if key in known)
        return redirect(view.url(columns=columns))
    counts = list_filters.counts(actor(), meeting, view.filters)
    page = keyset(
        staff_list.rows(actor(), meeting, view.filters, view.order), staff_list.ORDERS[view.order]
    )
    facets = facets_of(view, counts)
    return render_template(
        "meetings/list_registrations.html",
        meeting=meeting,
        page=page,
        lines=lines_of(page.rows, view, meeting.zone),
        heads=[each.label for each in view.columns],
        columns=columns_of(meeting),
        view=view,
        file_kinds=[(each, each.upper()) for each in KINDS],
        found=counts["all"]["all"],
        facets=facets,
        chosen=narrowing(view, facets),
        orders=[
            {"label": words, "url": view.url(order=key), "current": key == view.order}
            for key, words in ORDERS.items()
        ],
        bulk_kinds=list(BulkKind) if can(actor(), Registrations.HANDLE_SEVERAL) else [],
        most=settings.most_in_bulk(),
        may_invite=can(actor(), Registrations.INVITE),
    )


def lines_of(rows, view: Asked, zone: str) -> list[dict]:
    """Rows as the template writes them: who it is, and a cell for each chosen column."""
    return [
        {
            "id": row.id,
            "reference": row.reference,
            "name": row.name,
            "is_minor": row.is_minor,
            "standing": row.standing,
            "cells": [
                (each.key, each.label, shown(each.value(row, actor()), zone))
                for each in view.columns
            ],
        }
        for row in staff_list.with_standing(rows)
    ]


def facets_of(view: Asked, counts: dict) -> list[dict]:
    """Each facet with the links of its values: those that leave something, and what is chosen."""
    facets = []
    for name, (title, members) in FACETS.items():
        chosen = getattr(view.filters, name)
        values = [
            {
                "label": country_name(member) if name == "country" else label(member),
                "count": counts[name][member],
                "current": member == chosen,
                "url": view.url(**{name: str(member)}),
            }
            for member in members
            if member == chosen or counts[name][member]
        ]
        if name == "country":
            values.sort(key=lambda value: value["label"])
        if chosen or len(values) > 1 or (values and name == "held"):
            everything = view.url(**{name: None})
            facets.append({"name": name, "title": title, "all": everything, "values": values})
    return facets


def narrowing(view: Asked, facets: list[dict]) -> list[dict]:
    """What narrows the list, each with the address of the list without it."""
    found = [
        {"label": value["label"], "url": facet["all"], "is_typed": False}
        for facet in facets
        for value in facet["values"]
        if value["current"]
    ]
    if view.filters.words:
        found.append({"label": view.filters.words, "url": view.url(q=None), "is_typed": True})
    return found


def _of_file(meeting_id, file_kind):
    return get_meeting(meeting_id)


@bp.get(f"{MEETING}/registrations.<any({', '.join(KINDS)}):file_kind>")
@access(Registrations.LIST, _of_file, fresh=True)
def download_registrations(meeting):
    """The same rows and columns as a file; names of people under 18 for few readers alone."""
    limits.count(
        "meeting-list-file", str(actor().id), limit=settings.list_files_an_hour(), seconds=3600
    )
    view = asked(meeting)
    note_export(
        "meetings:registrations:exported",
        "meeting",
        meeting.id,
        count=list_filters.counts(actor(), meeting, view.filters)["all"]["all"],
        **view.address(),
    )
    return list_answer(
        request.view_args["file_kind"],
        f"registrations-{today().isoformat()}",
        _("Registrations: %(title)s", title=text_in(meeting.title, language())[0]),
        heads_of(view, meeting.zone),
        rows_of(meeting, view),
        designations=True,
    )


def heads_of(view: Asked, zone: str) -> list[str]:
    """The heads of a file; those of instants say in which zone they are."""
    return [
        f"{each.label} ({zone})" if each.key in MOMENTS else str(each.label)
        for each in view.columns
    ]


def rows_of(meeting: Meeting, view: Asked) -> Iterator[list]:
    """Rows of a file, read while it is sent, a batch at a time."""
    reader, zone = actor(), meeting.zone
    statement = staff_list.rows(reader, meeting, view.filters, view.order)

    def rows():
        for batch in staff_list.batches(statement, staff_list.ORDERS[view.order]):
            for row in batch:
                yield [written(_for_a_file(each, row, reader), zone) for each in view.columns]

    return rows()


def _for_a_file(column: Column, row, reader):
    """A value; files wander, so who may not reach a minor gets no name of one in a file."""
    value = column.value(row, reader)
    if column.key != "name" or not row.is_minor:
        return value
    if not row.shows_contact_to(reader):
        return Words(_("Under 18, name left out"))
    return Words(_("%(name)s (under 18)", name=value))
