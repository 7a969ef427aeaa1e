"""Calendar files: of a meeting, of a registration, and the address of a person's own calendar."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.core.clock import now
from engagement.core.permissions import can
from engagement.mail.outbox import link
from engagement.meetings import calendar_entries
from engagement.meetings.calendar import Method, content_type
from engagement.meetings.commands import feeds as commands
from engagement.meetings.permissions import Meetings, Registrations
from engagement.meetings.queries import feeds as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import MEETING, REGISTRATION, bp
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form
from engagement.web.i18n import language

calendars = Blueprint("calendars", __name__, url_prefix="/calendar")
"""Addresses that calendar programs read: without language, and without sign-in."""

NO_ADDRESS = "no-referrer"


@bp.get(f"{MEETING}/calendar.ics")
@public
def download_meeting(meeting_id):
    """The sessions of a published meeting, for anybody's calendar."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not meeting.is_public or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    answer = answered(calendar_entries.file_of_meeting(meeting, language()), "meeting.ics")
    answer.cache_control.public, answer.cache_control.max_age = True, 300
    return answer


@bp.get(f"{REGISTRATION}/calendar.ics")
@access(Registrations.CHANGE, get_registration)
def download_registration(registration):
    """The sessions for which somebody has a place; the file holds no link to join."""
    if not registration.has_place:
        abort(404)
    answer = answered(calendar_entries.file_of_registration(registration), "registration.ics")
    answer.cache_control.private = True
    return answer


@bp.get("/calendar")
@access(Registrations.OWN)
def show_calendar():
    """Whether one has a calendar address, and whether a program reads it."""
    return calendar_page()


@bp.post("/calendar/make-feed")
@access(Registrations.OWN)
def make_feed():
    """A new address, shown this once; one that there was ends."""
    if not Form().validate_on_submit():
        return redirect(url_for(".show_calendar"))
    token = commands.make_feed(current_user._get_current_object(), actor=actor())
    address = link(url_for("calendars.read_feed", feed_token=token))
    page = Response(calendar_page(address=address))
    page.cache_control.no_store = True
    return page


@bp.post("/calendar/revoke-feed")
@access(Registrations.OWN)
def revoke_feed():
    """End the address."""
    if Form().validate_on_submit():
        commands.revoke_feed(current_user._get_current_object(), actor=actor())
        flash(_("The address is revoked: whoever has it gets nothing any more."), "success")
    return redirect(url_for(".show_calendar"))


@calendars.get("/<string(maxlength=100):feed_token>.ics")
@public
def read_feed(feed_token):
    """What a person's calendar program reads; nothing else acts by this address."""
    feed = queries.feed_by_token(feed_token)
    if feed is None:
        abort(404)
    commands.note_read(feed_id=feed.id, at=now())
    answer = answered(calendar_entries.feed(feed.account), "meetings.ics")
    answer.cache_control.private = True
    answer.cache_control.max_age = 300
    answer.headers["Referrer-Policy"] = NO_ADDRESS
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def answered(file: bytes, name: str) -> Response:
    """A calendar file; 304 for who has it as it is."""
    answer = Response(file, content_type=content_type(Method.PUBLISH))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.add_etag()
    return answer.make_conditional(request)


def calendar_page(*, address: str | None = None) -> str:
    """The page, with the address where it has just been made."""
    return render_template(
        "meetings/show_calendar.html",
        feed=queries.open_feed(actor().id),
        address=address,
        subscribe=f"webcal:{address.partition(':')[2]}" if address else None,
        form=Form(),
    )
