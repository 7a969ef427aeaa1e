"""What everybody reads: the list of meetings, and each of them."""

import hashlib

from flask import abort, render_template, request
from flask_login import current_user

from engagement.core.clock import now
from engagement.core.permissions import can
from engagement.core.text import NATIVE_NAMES
from engagement.meetings.models import BodyKey, Meeting
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import manuals, statistics
from engagement.meetings.queries import meetings as queries
from engagement.meetings.queries.next_step import is_open, next_step, opens_later
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.web.access import actor, public
from engagement.web.pages import keyset
from engagement.web.time_fields import time_zones
from engagement.web.two_zones import reader_zone

ORDER = (Meeting.starts_at, Meeting.id)
TAG = {"zh": "zh-Hans"}


@bp.get("")
@public
def list_meetings():
    """Meetings to come, the next first."""
    return list_page(queries.to_come(actor(), of_body()))


@bp.get("/past")
@public
def list_past_meetings():
    """Meetings that are over, the latest first."""
    return list_page(queries.past(actor(), of_body()), past=True)


def of_body():
    """The body that the address names, or None for all."""
    named = request.args.get("of", "")
    return BodyKey(named) if named in set(BodyKey) else None


def list_page(meetings, *, past=False):
    """One of both lists, with a lane for each body."""
    return render_template(
        "meetings/list_meetings.html",
        page=keyset(meetings, ORDER, descending=past),
        past=past,
        reader_zone=reader_zone(),
        body=of_body(),
        bodies=list(BodyKey),
    )


@bp.get(MEETING)
@public
def show_meeting(meeting_id):
    """One meeting: when, where, who can take part, and how."""
    meeting = queries.get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    return render_template(
        "meetings/show_meeting.html",
        meeting=meeting,
        at=meeting.registers_at,
        next=next_step(meeting, actor()),
        joined=[each for each in queries.joined_with(meeting) if each.is_public],
        reader_zone=reader_zone(),
        zones=None if current_user.is_authenticated else time_zones(),
        seed_hash=seed_hash(meeting.registers_at),
        manages=can(actor(), Meetings.LIST),
        manuals=manuals.of_meetings([meeting.id]),
        has_statistics=meeting.ends_at <= now() and statistics.is_public(meeting),
    )


def seed_hash(meeting):
    """The SHA-256 of the secret seed of its lots, or None: nobody can choose the seed later."""
    if meeting.lottery_seed is None:
        return None
    return hashlib.sha256(meeting.lottery_seed.encode()).hexdigest()


bp.add_app_template_filter(is_open, "is_open_now")
bp.add_app_template_filter(opens_later, "opens_later")


@bp.app_template_global("languages_named")
def languages_named(codes):
    """Languages by their own names, each with the tag it is written in."""
    return [{"name": NATIVE_NAMES[each], "lang": TAG.get(each, each)} for each in codes]
