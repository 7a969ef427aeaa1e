"""Badges, and the door: scanning one, or typing its code, opens the same page."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.mail.outbox import link
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.commands import checking_in as commands
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.models import Mode, Registration
from engagement.meetings.queries import checking_in as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import MEETING, REGISTRATION, bp
from engagement.meetings.views.sending import done
from engagement.printing.answers import pdf_answer
from engagement.printing.pdf import NoPdf
from engagement.web.access import access, actor, public
from engagement.web.i18n import best_language

badges = Blueprint("badges", __name__, url_prefix="/badge")
"""What a QR code carries: short, and without the language of whoever wears it."""
BADGE = "/<string(maxlength=40):badge_code>"


@badges.get(BADGE)
@public
def scan_badge(badge_code):
    """Lead to the page of the badge in the language of who scans it; that page asks who it is."""
    return redirect(
        url_for("meetings.show_badge_holder", lang=best_language(), badge_code=badge_code)
    )


@bp.get(f"{REGISTRATION}/badge")
@access(Attendances.TAKE_BADGE, get_registration)
def show_badge(registration):
    """The badge, to be shown on a screen or printed; without one, why there is none."""
    return _badge_page(registration)


@bp.get(f"{REGISTRATION}/badge.pdf")
@access(Attendances.TAKE_BADGE, get_registration)
def download_badge(registration):
    """The same as a PDF; the page to be printed where no PDF can be made."""
    if not has_badge(registration):
        return _badge_page(registration)
    try:
        return pdf_answer(
            "meetings/badge_pdf.html",
            "certificate",
            name=f"badge-{registration.reference}.pdf",
            registration=registration,
            meeting=registration.meeting,
            code=code_of(registration),
        )
    except NoPdf as none:
        return _badge_page(registration, no_pdf=none.code)


def has_badge(registration: Registration) -> bool:
    """Whether the person has a place and comes to it."""
    return registration.has_place and registration.mode is Mode.IN_PERSON


def code_of(registration: Registration) -> str:
    """The QR code of a badge, as a picture."""
    address = link(url_for("badges.scan_badge", badge_code=registration.reference))
    return segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff")


def _badge_page(registration, no_pdf=None):
    return render_template(
        "meetings/show_badge.html",
        registration=registration,
        meeting=registration.meeting,
        has_badge=has_badge(registration),
        code=code_of(registration) if has_badge(registration) else None,
        no_pdf=no_pdf,
    )


@bp.get(f"{MEETING}/check-in")
@access(Attendances.NOTE, get_meeting)
def open_door(meeting):
    """Where codes are typed, and who was checked in last."""
    typed = request.args.get("number", "").strip()[:40]
    found = queries.registration_called(typed) if typed else None
    known = found is not None and can(actor(), Attendances.CHECK_IN, found)
    if known and found.meeting_id == meeting.registers_at.id:
        return redirect(url_for(".show_badge_holder", badge_code=found.reference))
    at = meeting.registers_at
    people, came = queries.expected(at)
    opens_at, closes_at = queries.hours(at)
    return render_template(
        "meetings/open_door.html",
        meeting=at,
        typed=typed,
        of_another=found.meeting if known else None,
        people=people,
        came=came,
        opens_at=opens_at,
        closes_at=closes_at,
        last=queries.checked_last(actor(), at),
        form=ConfirmForm(formdata=None),
    ), 404 if typed else 200


@bp.route(f"/check-in{BADGE}", methods=["GET", "POST"])
@access(Attendances.CHECK_IN, queries.registration_called)
def show_badge_holder(registration):
    """Who it is, and one button; whoever cannot be checked in, or is already, with the reason."""
    form, meeting = ConfirmForm(), registration.meeting
    if done(form, lambda: commands.check_in(registration, actor=actor(), key=form.key)):
        flash(_("Checked in."), "success")
        return redirect(url_for(".show_badge_holder", badge_code=registration.reference))
    if request.method == "GET":
        note_read(registration)
    noted = queries.check_in_of(registration)
    return render_template(
        "meetings/show_badge_holder.html",
        registration=registration,
        meeting=meeting,
        noted=noted,
        why_not=None if noted else queries.why_not(registration),
        form=form if form.errors else ConfirmForm(formdata=None),
    ), 409 if form.is_submitted() else 200


@bp.post("/check-ins/<uuid:check_in_id>/undo")
@access(Attendances.CHECK_IN, queries.get_check_in)
def undo_check_in(check_in):
    """Take it back."""
    registration = check_in.registration
    if ConfirmForm().validate_on_submit():
        try:
            commands.undo_check_in(check_in, actor=actor())
        except RuleViolation as refusal:
            flash(refusal.sentence, "error")
        else:
            flash(_("The check-in is taken back."), "success")
    return redirect(url_for(".show_badge_holder", badge_code=registration.reference))
