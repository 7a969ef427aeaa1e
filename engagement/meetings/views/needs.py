"""Accessibility needs: the person tells them, one named officer reads and answers them."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accounts.queries import get_account
from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.meetings import settings
from engagement.meetings.commands import needs as commands
from engagement.meetings.forms.needs import NeedAnswerForm, NeedsForm, NeedsOfficerForm
from engagement.meetings.models import AccessNeed
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import needs as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.safeguards import Needs
from engagement.meetings.views.blueprint import MEETING, REGISTRATION, bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.route(f"{REGISTRATION}/needs", methods=["GET", "POST"])
@access(Needs.TELL, get_registration)
def tell_needs(registration):
    """Say what is needed, and read the answer."""
    need = queries.need_of(registration)
    form = NeedsForm(data=need and {"kinds": need.kinds, "note": need.note})
    if form.validate_on_submit():
        try:
            commands.tell_needs(
                registration, form.chosen, note=form.note.data, actor=actor(), key=form.key
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Your needs are kept. You get an answer before the meeting."), "success")
            return redirect(url_for(".tell_needs", registration_id=registration.id))
    return render_template(
        "meetings/tell_needs.html",
        form=form,
        need=need,
        registration=registration,
        officer=registration.meeting.reads_needs,
        kept_days=settings.needs_kept_days(),
    ), status_of(form)


@bp.get(f"{MEETING}/needs")
@access(Needs.LIST, get_meeting)
def list_needs(meeting):
    """The needs of a meeting, the oldest first."""
    return render_template(
        "meetings/list_needs.html",
        meeting=meeting,
        page=keyset(queries.of_meeting(actor(), meeting), (AccessNeed.asked_at, AccessNeed.id)),
        unanswered=queries.unanswered(actor(), meeting),
        is_late=queries.is_late(meeting),
        warning_days=settings.needs_warning_days(),
    )


@bp.route("/needs/<uuid:need_id>", methods=["GET", "POST"])
@access(Needs.ANSWER, queries.get_need)
def answer_need(need):
    """Read one, and answer it."""
    note_read(need)
    form = NeedAnswerForm(data={"answer": need.answer})
    if form.validate_on_submit():
        commands.answer_need(need, answer=form.answer.data, actor=actor())
        flash(_("The answer is given."), "success")
        return redirect(url_for(".list_needs", meeting_id=need.registration.meeting_id))
    return render_template("meetings/answer_need.html", form=form, need=need), status_of(form)


@bp.route(f"{MEETING}/needs-officer", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def name_needs_officer(meeting):
    """Name who reads the needs of a meeting."""
    form = NeedsOfficerForm(data={"officer": str(meeting.reads_needs.id)}).offer(queries.officers())
    if form.validate_on_submit():
        chosen = get_account(uuid.UUID(form.officer.data))
        commands.name_needs_officer(meeting, chosen, actor=actor())
        flash(_("The officer is named."), "success")
        return redirect(url_for(".name_needs_officer", meeting_id=meeting.id))
    return render_template(
        "meetings/name_needs_officer.html", form=form, meeting=meeting
    ), status_of(form)
