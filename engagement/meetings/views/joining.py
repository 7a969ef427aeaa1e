"""The join page and the check before it: for the signed-in person, and behind the personal link."""

from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.permissions import VISITOR, Actor
from engagement.meetings.commands import helping
from engagement.meetings.commands import joining as commands
from engagement.meetings.day_permissions import Day
from engagement.meetings.forms.joining import ADVICE, CheckForm, HelpForm, JoinForm
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.models import HelpKind, Registration
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import joining as queries
from engagement.meetings.queries import manuals
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.queries.to_register import own_for
from engagement.meetings.views.blueprint import MEETING, REGISTRATION, bp
from engagement.meetings.views.personal_links import opened
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor, public
from engagement.web.security import CONTENT_SECURITY_POLICY
from engagement.web.two_zones import reader_zone

LINK = "/join/<string(maxlength=100):join_token>"
HELP_AN_HOUR = 20
MAILS_AN_HOUR = 10
SENDS_ELSEWHERE = CONTENT_SECURITY_POLICY.replace("form-action 'self'", "form-action 'self' https:")
"""Browsers apply `form-action` to where an answer redirects, too: to the platform of a session."""


@dataclass(frozen=True)
class Visit:
    """Who joins, by which right, and where the two pages are for them."""

    registration: Registration
    by: Actor
    page: str
    check: str


def _own(meeting) -> Visit | None:
    registration = own_for(meeting, actor())
    if registration is None:
        return None
    return Visit(
        registration,
        actor(),
        url_for(".join", meeting_id=meeting.id),
        url_for(".check_connection", meeting_id=meeting.id),
    )


def _by_link(join_token) -> Visit:
    registration = opened("join-link", queries.registration_by_token(join_token))
    return Visit(
        registration,
        VISITOR,
        url_for(".join_by_link", join_token=join_token),
        url_for(".check_by_link", join_token=join_token),
    )


@bp.route(f"{MEETING}/join", methods=["GET", "POST"])
@access(Registrations.OWN, get_meeting)
def join(meeting):
    """Join as the signed-in person."""
    visit = _own(meeting)
    if visit is None:
        return render_template("meetings/join.html", meeting=meeting, visit=None, refused=None)
    return _joined(visit)


@bp.route(LINK, methods=["GET", "POST"])
@public
def join_by_link(join_token):
    """Join by the personal link, without an account."""
    return _joined(_by_link(join_token))


@bp.route(f"{MEETING}/join/check", methods=["GET", "POST"])
@access(Registrations.OWN, get_meeting)
def check_connection(meeting):
    """Check sound, camera and line before the day."""
    visit = _own(meeting)
    if visit is None:
        return redirect(url_for(".join", meeting_id=meeting.id))
    return _checked(visit)


@bp.route(f"{LINK}/check", methods=["GET", "POST"])
@public
def check_by_link(join_token):
    """The same by the personal link."""
    return _checked(_by_link(join_token))


@bp.route(f"{REGISTRATION}/join-links", methods=["GET", "POST"])
@access(Day.SEND_LINK, get_registration)
def renew_link(registration):
    """Revoke somebody's links; mail a new one, if it is wanted."""
    form = ConfirmForm()
    renew = request.form.get("act") != "revoke"

    def act():
        if renew:
            limits.count("join-mail", str(registration.id), limit=MAILS_AN_HOUR, seconds=3600)
            commands.send_link(registration, actor=actor())
        else:
            commands.revoke_links(registration, actor=actor())

    if done(form, act):
        flash(
            _("A new link is on its way by mail; earlier ones open nothing any more.")
            if renew
            else _("The links are revoked: they open nothing any more."),
            "success",
        )
        return redirect(url_for(".show_registration", registration_id=registration.id))
    return render_template(
        "meetings/renew_link.html", form=form, registration=registration
    ), 422 if form.is_submitted() else 200


def _joined(visit):
    """What a button of the page does, or the page."""
    form, help_form = JoinForm(formdata=None), HelpForm(formdata=None)
    if request.method == "POST":
        if request.form.get("act") == "help":
            help_form = HelpForm()
            if _helped(visit, help_form):
                flash(
                    _("Your request is with the secretariat. The answer appears here."), "success"
                )
                return redirect(visit.page)
            return _page(visit, form, help_form, refused=help_form)
        form = JoinForm()
        answer = _pressed(visit, form)
        if answer is not None:
            return answer
        return _page(visit, form, help_form, refused=form)
    return _page(visit, form, help_form)


def _pressed(visit, form):
    """Where a valid button leads; None where it was refused."""
    led = [visit.page]

    def act():
        if form.act.data in {"in", "failed"}:
            commands.note_outcome(
                visit.registration,
                form.session_id,
                works=form.act.data == "in",
                actor=visit.by,
            )
        else:
            led[0] = commands.note_tried(visit.registration, form.session_id, actor=visit.by)

    if not done(form, act):
        return None
    if form.act.data == "failed":
        flash(_("Try what stands under “Other ways to follow”, or ask for help below."), "info")
    answer = make_response("", 303)
    answer.headers["Location"] = led[0]
    return _unkept(answer)


def _helped(visit, form) -> bool:
    limits.count("join-help", str(visit.registration.id), limit=HELP_AN_HOUR, seconds=3600)
    return done(
        form,
        lambda: helping.ask_help(
            visit.registration,
            HelpKind(form.kind.data),
            words=form.words.data,
            actor=visit.by,
            key=form.key,
        ),
    )


def _page(visit, form, help_form, *, refused=None):
    registration = visit.registration
    reason = queries.obstacle(registration)
    sessions = [] if reason else queries.joinable(registration)
    meetings = {registration.meeting_id, *(each.session.meeting_id for each in sessions)}
    return _unkept(
        render_template(
            "meetings/join.html",
            meeting=registration.meeting,
            registration=registration,
            visit=visit,
            obstacle=reason,
            sessions=sessions,
            broadcasts=[] if reason else queries.broadcasts(meetings),
            fallbacks=[] if reason else queries.fallbacks(meetings),
            manuals=manuals.of_meetings(meetings),
            check=queries.check_of(registration),
            helped=queries.help_of(registration),
            form=form,
            help_form=help_form,
            refused=refused,
            zone=reader_zone() or _zone_of(registration),
        ),
        422 if refused else 200,
    )


def _zone_of(registration):
    return registration.person.time_zone if registration.person else None


def _checked(visit):
    kept = queries.check_of(visit.registration)
    known = {name: "yes" if works else "no" for name, works in kept.answers.items()} if kept else {}
    form = CheckForm(data=known)

    def act():
        commands.keep_check(visit.registration, form.found, actor=visit.by)

    if done(form, act):
        return redirect(visit.check)
    return _unkept(
        render_template(
            "meetings/check_connection.html",
            form=form,
            visit=visit,
            kept=kept,
            advice=[
                (form[name].label.text, ADVICE[name])
                for name in ADVICE
                if kept and kept.answers.get(name) is False
            ],
        ),
        422 if form.is_submitted() else 200,
    )


def _unkept(page, status=None):
    """An answer that nobody keeps, that tells its address to nobody, and whose form leads out."""
    answer = make_response(page) if status is None else make_response(page, status)
    answer.cache_control.no_store = True
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Security-Policy"] = SENDS_ELSEWHERE
    return answer
