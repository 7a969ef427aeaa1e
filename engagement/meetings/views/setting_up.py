"""Officers' pages: a meeting is created, changed, and given its rules."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.core.text import text_in
from engagement.meetings.commands import meetings as commands
from engagement.meetings.forms.meetings import (
    USUAL_MINUTES,
    MeetingForm,
    NewMeetingForm,
    RulesForm,
)
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.queries.setting_up import to_register_at
from engagement.meetings.views import regions
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language


@bp.route("/desk/new", methods=["GET", "POST"])
@access(Meetings.MANAGE)
def create_meeting():
    """A meeting with its first session."""
    form = NewMeetingForm(data={"zone": current_user.time_zone, "minutes": USUAL_MINUTES})
    created = []

    def create():
        created.append(
            commands.create_meeting(form.meeting(), form.first(), actor=actor(), key=form.key)
        )

    if not regions.only_asked_for(form) and done(form, create):
        return redirect(url_for(".list_categories", meeting_id=created[0].id))
    return render_template(
        "meetings/create_meeting.html", form=form, hours=regions.hours_of(form)
    ), regions.status_of(form)


@bp.route(f"{MEETING}/change", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def change_meeting(meeting):
    """What it is."""
    form = MeetingForm.of(meeting)
    if done(form, lambda: commands.change_meeting(meeting, form.meeting(), actor=actor())):
        flash(_("The meeting is changed."), "success")
        return redirect(url_for(".show_desk", meeting_id=meeting.id))
    return render_template("meetings/change_meeting.html", meeting=meeting, form=form), status_of(
        form
    )


@bp.route(f"{MEETING}/rules", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def change_rules(meeting):
    """Age, waiting list, privacy notice, joint registration."""
    others = to_register_at(meeting)
    if meeting.through is not None and meeting.through not in others:
        others.append(meeting.through)
    form = RulesForm.of(meeting).offer(others, lambda one: text_in(one.title, language())[0])

    def change():
        commands.change_rules(meeting, form.rules(meeting, others), actor=actor())

    if done(form, change):
        flash(_("The rules of registration are changed."), "success")
        return redirect(url_for(".show_desk", meeting_id=meeting.id))
    return render_template("meetings/change_rules.html", meeting=meeting, form=form), status_of(
        form
    )
