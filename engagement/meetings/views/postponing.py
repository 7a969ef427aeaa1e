"""An officer postpones a meeting, having seen the new hours by everybody's clocks."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.local_hours import local_hours
from engagement.meetings.commands import postponing as commands
from engagement.meetings.forms.postponing import PostponeForm
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.notices import to_be_told
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.two_zones import reader_zone


@bp.route(f"{MEETING}/postpone", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def postpone_meeting(meeting):
    """The new hour with a reason, then what comes of it, then it is done and told."""
    sessions = commands.movable(meeting)
    if not sessions or not meeting.is_public:
        flash(_("No session of this meeting can be postponed."), "info")
        return redirect(url_for(".show_meeting", meeting_id=meeting.id))
    form = PostponeForm.of(meeting, sessions)
    if form.validate_on_submit():
        try:
            return looked_at(meeting, form)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
    form.confirmed.data = ""
    return render_template("meetings/postpone_meeting.html", meeting=meeting, form=form), status_of(
        form
    )


def looked_at(meeting, form):
    """The page that shows what would be; what was seen there is done."""
    moved = commands.plan(form.chosen, form.starts_at, alone=form.alone.data)
    if form.confirmed.data == "yes":
        commands.postpone(
            form.chosen,
            starts_at=form.starts_at,
            alone=form.alone.data,
            actor=actor(),
            reason=form.reason.data,
        )
        flash(_("The meeting is postponed. Everybody who is registered is told."), "success")
        return redirect(url_for(".show_meeting", meeting_id=meeting.id))
    form.confirmed.data = "yes"
    return render_template(
        "meetings/look_at_postponing.html",
        meeting=meeting,
        form=form,
        moved=moved,
        people=to_be_told(meeting),
        hours=local_hours(moved[0].starts_at, moved[0].ends_at),
        reader_zone=reader_zone(),
    )
