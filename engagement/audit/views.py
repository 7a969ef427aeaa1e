"""The trail as pages and as a file; read only."""

import json
import uuid
from datetime import date

from flask import Blueprint, render_template, request, url_for

from engagement.audit import queries
from engagement.audit.models import AuditEvent
from engagement.audit.permissions import Audit
from engagement.audit.reading import note_export
from engagement.core import limits
from engagement.web.access import access, actor
from engagement.web.i18n import PREFIX
from engagement.web.pages import keyset
from engagement.web.spreadsheets import csv_answer
from engagement.web.subject_links import links_to

bp = Blueprint("audit", __name__, url_prefix=f"/{PREFIX}/audit")

FILES_AN_HOUR = 60
NAMES = frozenset({"type", "subject", "actor", "action", "since", "until"})
"""What the address may ask for."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
HEADS = (
    "id",
    "happened_at",
    "action",
    "subject_type",
    "subject_id",
    "actor_id",
    "actor_name",
    "data",
)


@bp.get("")
@access(Audit.LIST)
def show_trail():
    """Who did what to which record, latest first; every filter is in the address."""
    filters, wrong = filters_of_request()
    statement = queries.filtered(queries.visible_to(actor()), filters)
    page = keyset(statement, (AuditEvent.id,), descending=True)
    events = [row[0] for row in page.rows]
    kept = {key: value for key, value in request.args.items() if value and key in NAMES}
    return render_template(
        "audit/show_trail.html",
        page=page,
        events=events,
        erased=queries.erased_names(),
        links=links_to(actor(), {(one.subject_type, one.subject_id) for one in events}),
        typed=request.args,
        wrong=wrong,
        export_url=url_for(".export_trail", **kept),
        plain=plain,
    ), 422 if wrong else 200


@bp.get("/events.csv")
@access(Audit.EXPORT, fresh=True)
def export_trail():
    """The same events as CSV, streamed."""
    limits.count("audit-file", str(actor().id), limit=FILES_AN_HOUR, seconds=3600)
    filters, _wrong = filters_of_request()
    note_export(
        "audit:event:exported",
        "account",
        actor().id,
        filters={key: str(value) for key, value in filters._asdict().items() if value},
    )
    statement = queries.filtered(queries.visible_to(actor()), filters)
    erased = queries.erased_names()
    rows = (
        (
            event.id,
            event.happened_at.isoformat(),
            event.action,
            event.subject_type,
            event.subject_id,
            event.actor_id,
            erased.get(event.actor_id, event.actor_name),
            plain(event.data),
        )
        for event in queries.in_batches(statement)
    )
    return csv_answer("audit.csv", HEADS, rows)


@bp.get("/reads")
@access(Audit.READS)
def show_reads():
    """Who opened which record that is not for everybody, latest first."""
    page = keyset(queries.reads_visible_to(actor()), queries.READS_ORDER, descending=True)
    return render_template(
        "audit/show_reads.html",
        page=page,
        links=links_to(actor(), {(one.subject_type, one.subject_id) for one in page.rows}),
    )


def filters_of_request() -> tuple[queries.Filters, set[str]]:
    """The filters in the address, and the names of those that cannot be read."""
    wrong = set()

    def read(name, convert):
        text = request.args.get(name, "").strip()[:200]
        if not text:
            return None
        try:
            return convert(text)
        except ValueError:
            wrong.add(name)
            return None

    filters = queries.Filters(
        subject_type=read("type", str),
        subject_id=read("subject", uuid.UUID),
        actor_name=read("actor", str),
        action=read("action", str),
        since=read("since", day),
        until=read("until", day),
    )
    return filters, wrong


def day(text: str) -> date:
    """A day of which the day after can be reckoned; ValueError for any other text."""
    found = date.fromisoformat(text)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(text)
    return found


def plain(data: dict) -> str:
    """What an event holds as one line of JSON; "" when it holds nothing."""
    return json.dumps(data, ensure_ascii=False) if data else ""
