"""The officers' list of meetings, the overview of one, and what is done with it as a whole."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import now
from engagement.core.permissions import can
from engagement.meetings.commands import copying, publishing
from engagement.meetings.forms.meetings import YOUNGEST, CancelForm, CopyForm, MoveForm
from engagement.meetings.models import Meeting
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.queries import needs, setting_up
from engagement.meetings.queries.readiness import missing
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset

ORDER = (Meeting.starts_at, Meeting.id)
LANES = {
    "coming": queries.to_come,
    "drafts": setting_up.drafts,
    "past": queries.past,
}


@bp.get("/desk")
@access(Meetings.LIST)
def list_desk():
    """Meetings with those that are being prepared."""
    lane = request.args.get("lane", "")
    lane = lane if lane in LANES else "coming"
    return render_template(
        "meetings/list_desk.html",
        page=keyset(LANES[lane](actor()), ORDER, descending=lane == "past"),
        lane=lane,
        manages=can(actor(), Meetings.MANAGE),
    )


@bp.get(f"{MEETING}/desk")
@access(Meetings.LIST, queries.get_meeting)
def show_desk(meeting):
    """One meeting: what is missing, how many have registered, and every page about it."""
    return desk_page(meeting)


@bp.post(f"{MEETING}/publish")
@access(Meetings.MANAGE, queries.get_meeting)
def publish_meeting(meeting):
    """Let everybody read it, and register."""
    form = MoveForm()
    if done(form, lambda: publishing.publish(meeting, actor=actor())):
        flash(_("The meeting is published: everybody can read it now."), "success")
        return redirect(url_for(".show_desk", meeting_id=meeting.id))
    return desk_page(meeting, form)


@bp.route(f"{MEETING}/cancel", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def cancel_meeting(meeting):
    """Cancel it, for a reason that everybody reads."""
    form = CancelForm()

    def cancel():
        publishing.cancel_meeting(meeting, actor=actor(), reason=form.cancel_reason.data)

    if done(form, cancel):
        flash(_("The meeting is cancelled. Those who are registered are told."), "success")
        return redirect(url_for(".show_desk", meeting_id=meeting.id))
    return render_template("meetings/cancel_meeting.html", meeting=meeting, form=form), status_of(
        form
    )


@bp.route(f"{MEETING}/copy", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def copy_meeting(meeting):
    """A draft like it, on another day."""
    form, copied = CopyForm(), []

    def copy():
        copied.append(
            copying.copy_meeting(meeting, form.first_day.data, actor=actor(), key=form.key)
        )

    if done(form, copy):
        flash(_("This is the copy. Check its days and deadlines, then publish it."), "success")
        return redirect(url_for(".show_desk", meeting_id=copied[0].id))
    return render_template("meetings/copy_meeting.html", meeting=meeting, form=form), status_of(
        form
    )


def desk_page(meeting, refused=None):
    """The overview, with the form that could not be done."""
    return render_template(
        "meetings/show_desk.html",
        meeting=meeting,
        missing=missing(meeting),
        figures=setting_up.figures(meeting, actor()),
        none_yet=setting_up.Figures(),
        youngest=YOUNGEST[meeting.youngest],
        joined=queries.joined_with(meeting),
        manages=can(actor(), Meetings.MANAGE),
        is_over=meeting.ends_at <= now(),
        needs_lack_reader=needs.lack_reader(meeting),
        form=MoveForm(formdata=None),
        refused=refused,
    ), status_of(refused) if refused else 200
