"""Officers note who was in a session: a report line by line first, then the list counts."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.meetings import attendance_lists, settings
from engagement.meetings.attendance_lists import COLUMNS, LARGEST, Stay
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.attendance_times import seconds_within
from engagement.meetings.commands import attendance as commands
from engagement.meetings.forms.attendance import (
    MOST_CORRECTED,
    UTC,
    AttendanceListForm,
    CheckedListForm,
    CorrectionsForm,
    correct,
    corrections,
)
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.models import Recognition
from engagement.meetings.queries import attendance as queries
from engagement.meetings.queries.meetings import get_meeting, get_session, is_over
from engagement.meetings.queries.recognising import recognise
from engagement.meetings.views.attendance_files import report_answer, shows
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.sessions import SESSION
from engagement.tables.refusals import Unreadable
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.cities import city_in
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file

LIST = f"{SESSION}/attendance"
MOST_SHOWN = 300
"""Recognised lines that a report draws; the file has all of them."""


@bp.get(f"{MEETING}/attendance")
@access(Attendances.NOTE, get_meeting)
def show_attendance(meeting):
    """What is known of who took part, session by session, and what is missing."""
    return _overview(meeting)


def _overview(meeting, refused=None):
    at = meeting.registers_at
    sessions = queries.sessions_to_list(at)
    return render_template(
        "meetings/show_attendance.html",
        meeting=meeting,
        at=at,
        sessions=sessions,
        lists=queries.lists_of(sessions),
        figures=queries.counts_by_session(sessions),
        counts=queries.counts_of([at.id]).get(at.id, queries.Counts()),
        none_yet=queries.Counts(),
        known=queries.known_of(at),
        is_over=is_over(at),
        percent=settings.attended_percent(),
        form=ConfirmForm(formdata=None),
        refused=refused,
    ), status_of(refused) if refused else 200


@bp.post(f"{MEETING}/attendance/close")
@access(Attendances.NOTE, get_meeting)
def close_attendance(meeting):
    """Say that nobody is missing, or take it back."""
    form, closes = ConfirmForm(), request.form.get("act") != "reopen"
    act = commands.close_attendance if closes else commands.reopen_attendance
    if done(form, lambda: act(meeting, actor=actor())):
        flash(
            _("It is noted. Whoever is not noted counts as not having come.")
            if closes
            else _("It is taken back."),
            "success",
        )
        return redirect(url_for(".show_attendance", meeting_id=meeting.id))
    return _overview(meeting, form)


@bp.route(LIST, methods=["GET", "POST"])
@access(Attendances.NOTE, get_session)
@takes_file
def send_attendance(session):
    """Send the list of a session; a report of what would follow comes back, and nothing else."""
    form = _upload(session)
    if form.validate_on_submit():
        content = form.file.data.stream.read(LARGEST + 1)
        try:
            lines = _read(session, content, form.zone.data)
        except Unreadable as refused:
            form.file.errors = [refused.sentence]
        else:
            recognise(session.meeting, lines.stays)
            return _report(session, lines, CheckedListForm.holding(content, form.zone.data), {})
    return _page(session, form), status_of(form)


@bp.post(f"{LIST}/check")
@access(Attendances.NOTE, get_session)
def take_attendance(session):
    """Check the list again with what was written beside its lines, get the report, or take it."""
    form, act = CheckedListForm(), request.form.get("act")
    upload = _upload(session, formdata=None)
    try:
        content = form.file if form.validate_on_submit() else None
        if content is None:
            upload.file.errors = [_("Choose the file again.")]
            return _page(session, upload), 422
        lines = _read(session, content, form.zone.data)
    except Unreadable as refused:
        upload.file.errors = [refused.sentence]
        return _page(session, upload), 422
    written = correct(lines.stays)
    if act == "take" and done(
        form, lambda: commands.take_list(session, lines.stays, actor=actor(), key=form.key)
    ):
        left = sum(each.problem is not None for each in lines.stays)
        flash(
            ngettext(
                "The list counts. %(num)d line counts for nobody.",
                "The list counts. %(num)d lines count for nobody.",
                left,
            )
            if left
            else _("The list counts, with all its lines."),
            "success",
        )
        return redirect(url_for(".send_attendance", meeting_session_id=session.id))
    if act != "take":
        recognise(session.meeting, lines.stays)
    if act == "report":
        return report_answer(session, lines.stays)
    kept = CheckedListForm.holding(content, lines.zone)
    kept.form_errors = form.form_errors
    return _report(session, lines, kept, written)


@bp.post(f"{LIST}/correct")
@access(Attendances.NOTE, get_session)
def correct_attendance(session):
    """Say of lines that were left out of the list of a session of whom they are."""
    form, of_list = CorrectionsForm(), queries.list_of(session)
    upload = _upload(session, formdata=None)
    if of_list is None:
        return redirect(url_for(".send_attendance", meeting_session_id=session.id))
    written = corrections(each.number for each in queries.left_out(of_list))
    if not written:
        form.form_errors.append(_("Write the number of a registration beside a line first."))
        return _page(session, upload, form), 422
    if done(form, lambda: commands.correct_lines(of_list, written, actor=actor())):
        flash(_("The list is counted again with these lines."), "success")
        return redirect(url_for(".send_attendance", meeting_session_id=session.id))
    return _page(session, upload, form, written), 422


def _upload(session, **more):
    zone = session.meeting.zone
    return AttendanceListForm.of(zone, city_in(zone, language()), **more)


def _read(session, content, zone):
    """The lines of a file. Raises Unreadable."""
    known = zone if zone in {session.meeting.zone, UTC} else session.meeting.zone
    return attendance_lists.read(
        content, session, zone=known, most_lines=settings.attendance_lines()
    )


def _report(session, lines, form, written):
    found = [each for each in lines.stays if each.problem is None]
    left = [each for each in lines.stays if each.problem is not None]
    people = {each.registration_id for each in found}
    return render_template(
        "meetings/check_attendance.html",
        session=session,
        meeting=session.meeting,
        form=form,
        found=found[:MOST_SHOWN],
        found_in_all=len(found),
        left=left[:MOST_CORRECTED],
        left_in_all=len(left),
        shows=shows,
        people=len(people),
        enough=_enough(session, found),
        ways=[(way, sum(each.recognised_by is way for each in found)) for way in Recognition],
        percent=settings.attended_percent(),
        before=queries.list_of(session),
        written=written,
    ), 409 if form.form_errors else 200


def _enough(session, found: list[Stay]) -> int:
    """How many people of a list would have taken part in the session."""
    spans: dict = {}
    for each in found:
        spans.setdefault(each.registration_id, []).append((each.began_at, each.ended_at))
    percent = settings.attended_percent()
    return sum(
        commands.is_enough(
            seconds_within(each, session.starts_at, session.ends_at), session, percent
        )
        for each in spans.values()
    )


def _page(session, form, corrected=None, written=None):
    of_list = queries.list_of(session)
    left = queries.left_out(of_list) if of_list else []
    return render_template(
        "meetings/send_attendance.html",
        session=session,
        meeting=session.meeting,
        form=form,
        corrections_form=corrected or CorrectionsForm(formdata=None),
        refused=corrected or form,
        of_list=of_list,
        left=left[:MOST_CORRECTED],
        left_in_all=len(left),
        problems=attendance_lists.PROBLEMS,
        written=written or {},
        columns=COLUMNS,
        most=settings.attendance_lines(),
        largest=LARGEST // 1024,
    )
