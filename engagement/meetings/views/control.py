"""The control page of the day, and what officers do from it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.countries import Region
from engagement.core.text import NATIVE_NAMES
from engagement.meetings import settings
from engagement.meetings.commands import control as commands
from engagement.meetings.commands import helping
from engagement.meetings.day_permissions import Day
from engagement.meetings.forms.control import (
    BroadcastForm,
    FallbackForm,
    HelpAnswerForm,
    IncidentForm,
    IncidentOverForm,
    RotateForm,
)
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.queries import control as queries
from engagement.meetings.queries.joining import broadcasts, fallbacks
from engagement.meetings.queries.meetings import get_meeting, get_session
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.sessions import SESSION
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

RELOADS_EVERY = "30"
"""Seconds; by a header, which every browser follows without a script."""
CONTROL = f"{MEETING}/control"


@bp.get(CONTROL)
@access(Day.CONTROL, get_meeting)
def show_control(meeting):
    """Who is in, by session; it loads itself again unless `still` is asked for."""
    still = "still" in request.args
    page = render_template(
        "meetings/show_control.html",
        meeting=meeting,
        still=still,
        sessions=[each for each in meeting.sessions if each.cancelled_at is None],
        figures=queries.figures_of(meeting),
        no_figures=queries.Figures(),
        at_door=queries.states_at_door(meeting),
        incidents=queries.incidents_of(meeting),
        asked=queries.open_help(actor(), meeting),
        minutes=queries.minutes_to_answer(meeting),
        broadcasts=broadcasts([meeting.id]),
        fallback=next(iter(fallbacks([meeting.id])), None),
        quorum_to_open=settings.quorum_to_open(),
        quorum_to_decide=settings.quorum_to_decide(),
        regions=[*Region, None],
        names=NATIVE_NAMES,
        form=ConfirmForm(formdata=None),
    )
    return page, {} if still else {"Refresh": RELOADS_EVERY}


def _act(meeting, form, act, title, sentence, *, about=None):
    """One act with a form on a page of its own: the control page would load over what is typed."""
    if done(form, act):
        flash(sentence, "success")
        return redirect(url_for(".show_control", meeting_id=meeting.id))
    return render_template(
        "meetings/act_on_day.html", meeting=meeting, form=form, page_title=title, about=about
    ), status_of(form)


@bp.route(f"{CONTROL}/broadcast", methods=["GET", "POST"])
@access(Day.CONTROL, get_meeting)
def broadcast(meeting):
    """Tell everybody something."""
    form = BroadcastForm()
    return _act(
        meeting,
        form,
        lambda: commands.broadcast(
            meeting, form.text.data, language=form.language.data, actor=actor(), key=form.key
        ),
        _("Tell everybody"),
        _("The text stands on every join page that is loaded from now on."),
    )


@bp.post(f"{CONTROL}/take-down")
@access(Day.CONTROL, get_meeting)
def take_down(meeting):
    """Take down what everybody is told."""
    if done(ConfirmForm(), lambda: commands.take_down(meeting, actor=actor())):
        flash(_("The texts are taken down."), "success")
    return redirect(url_for(".show_control", meeting_id=meeting.id))


@bp.route(f"{CONTROL}/fallback", methods=["GET", "POST"])
@access(Day.CONTROL, get_meeting)
def set_fallback(meeting):
    """Show other ways to follow."""
    shown = next(iter(fallbacks([meeting.id])), None)
    form = FallbackForm(obj=shown)
    return _act(
        meeting,
        form,
        lambda: commands.set_fallback(
            meeting,
            platform_url=form.platform_url.data,
            telephone=form.telephone.data,
            tv_url=form.tv_url.data,
            actor=actor(),
        ),
        _("Other ways to follow"),
        _("The join page shows what you entered."),
        about=_("Empty fields are not shown."),
    )


@bp.route(f"{SESSION}/rotate", methods=["GET", "POST"])
@access(Day.CONTROL, get_session)
def rotate_link(session):
    """Give a session another address."""
    form = RotateForm()
    return _act(
        session.meeting,
        form,
        lambda: commands.rotate_link(session, form.join_url.data or "", actor=actor()),
        _("Change the address of the session"),
        _("The address is changed. Those who are confirmed get a mail."),
        about=_("Use this when the address got into wrong hands, or the platform fails."),
    )


@bp.route(f"{SESSION}/incident", methods=["GET", "POST"])
@access(Day.CONTROL, get_session)
def begin_incident(session):
    """Note that interpretation has stopped."""
    form = IncidentForm().offer(session.interpretation)
    return _act(
        session.meeting,
        form,
        lambda: commands.begin_incident(
            session, form.language.data, note=form.note.data, actor=actor(), key=form.key
        ),
        _("Interpretation has stopped"),
        _("It is noted."),
    )


@bp.route("/incidents/<uuid:incident_id>", methods=["GET", "POST"])
@access(Day.CONTROL, queries.get_incident)
def end_incident(incident):
    """Note that it works again."""
    form = IncidentOverForm(obj=incident)
    return _act(
        incident.meeting,
        form,
        lambda: commands.end_incident(incident, note=form.note.data, actor=actor()),
        _("Interpretation works again"),
        _("It is noted."),
        about=NATIVE_NAMES[incident.language],
    )


@bp.route("/help-requests/<uuid:help_request_id>", methods=["GET", "POST"])
@access(Day.ANSWER_HELP, queries.get_help)
def answer_help(asked):
    """Read what somebody needs help with, take it up, answer it."""
    note_read(asked)
    form, takes = HelpAnswerForm(), request.form.get("act") == "take"

    def act():
        if takes:
            helping.take_help(asked, actor=actor())
        else:
            helping.answer_help(asked, answer=form.answer.data or "", actor=actor())

    if done(form, act):
        if takes:
            flash(_("The person sees that somebody works on it."), "success")
            return redirect(url_for(".answer_help", help_request_id=asked.id))
        flash(_("The answer is given."), "success")
        return redirect(url_for(".show_control", meeting_id=asked.registration.meeting_id))
    return render_template("meetings/answer_help.html", form=form, asked=asked), status_of(form)
