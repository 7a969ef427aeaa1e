"""Officers' pages of the sessions of a meeting."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.meetings.commands import sessions as commands
from engagement.meetings.forms.meetings import MoveForm
from engagement.meetings.forms.sessions import SessionForm
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.views import regions
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done, saved
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

SESSION = "/sessions/<uuid:meeting_session_id>"


@bp.route(f"{MEETING}/sessions", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def list_sessions(meeting):
    """All sessions, and a new one."""
    form = SessionForm.after(meeting)

    def add():
        commands.add_session(meeting, form.session(meeting.zone), actor=actor(), key=form.key)

    if not regions.only_asked_for(form) and done(form, add):
        flash(_("The session is added."), "success")
        return redirect(url_for(".list_sessions", meeting_id=meeting.id))
    page = render_template(
        "meetings/list_sessions.html",
        meeting=meeting,
        form=form,
        hours=regions.hours_of(form),
    )
    return page, regions.status_of(form)


@bp.route(SESSION, methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_session)
def change_session(session):
    """One session."""
    form, meeting = SessionForm.of(session), session.meeting

    def change():
        data, seen = form.session(meeting.zone), form.seen.data
        commands.change_session(session, data, actor=actor(), seen=seen)

    if not regions.only_asked_for(form) and saved(
        form, change, lambda: SessionForm.of(session, formdata=None)
    ):
        flash(_("The session is changed."), "success")
        return redirect(url_for(".list_sessions", meeting_id=meeting.id))
    return session_page(session, form, form)


@bp.post(f"{SESSION}/cancel")
@access(Meetings.MANAGE, queries.get_session)
def cancel_session(session):
    """It does not take place."""
    form, meeting = MoveForm(), session.meeting
    if done(form, lambda: commands.cancel_session(session, actor=actor())):
        flash(_("The session is cancelled."), "success")
        return redirect(url_for(".list_sessions", meeting_id=meeting.id))
    return session_page(session, SessionForm.of(session, formdata=None), form)


def session_page(session, form, refused):
    """The form of a session, and the button that cancels it."""
    return render_template(
        "meetings/change_session.html",
        session=session,
        meeting=session.meeting,
        form=form,
        hours=regions.hours_of(form),
        cancel_form=MoveForm(formdata=None),
        refused=refused,
    ), regions.status_of(form) if refused is form else status_of(refused)
