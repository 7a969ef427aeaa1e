"""States' delegations: the list for officers, each delegation, its note and its credentials."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role, can
from engagement.documents import receiving
from engagement.documents import settings as document_settings
from engagement.meetings.commands import delegations as commands
from engagement.meetings.forms.delegations import (
    BeginForm,
    CheckNoteForm,
    CredentialsForm,
    ExamineForm,
    NoteForm,
    ReturnForm,
)
from engagement.meetings.models import (
    CredentialsState,
    DelegationPaperKind,
)
from engagement.meetings.permissions import Delegations, Registrations
from engagement.meetings.queries import delegations as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.nominations import outcomes
from engagement.meetings.queries.registrations import of_state
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.delegation_members import changes_function
from engagement.meetings.views.nominating import TONES
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file

DELEGATION = "/delegations/<uuid:delegation_id>"
CREDENTIALS_TONES = {
    CredentialsState.NONE: "waiting",
    CredentialsState.RECEIVED: "attention",
    CredentialsState.IN_ORDER: "good",
    CredentialsState.NOT_IN_ORDER: "bad",
}


@bp.get(f"{MEETING}/delegations")
@access(Delegations.LIST, get_meeting)
def list_delegations(meeting):
    """States that come, with their note and credentials; one state of credentials, if asked."""
    meeting = meeting.registers_at
    asked = request.args.get("credentials", "")
    wanted = CredentialsState(asked) if asked in set(CredentialsState) else None
    rows = queries.state_rows(meeting, actor())
    rows.sort(key=lambda row: COUNTRIES[row.country].orders[language()])
    return render_template(
        "meetings/list_delegations.html",
        meeting=meeting,
        rows=[row for row in rows if wanted in {None, row.credentials}],
        counts={each: sum(row.credentials is each for row in rows) for each in CredentialsState},
        total=len(rows),
        with_place=sum(1 for row in rows if row.confirmed),
        wanted=wanted,
        tones=CREDENTIALS_TONES,
        due=queries.credentials_due(meeting),
    )


@bp.route(f"{MEETING}/delegations/new", methods=["GET", "POST"])
@access(Delegations.BEGIN, get_meeting)
def begin_delegation(meeting):
    """Begin the record of a State's delegation, for its papers."""
    codes = None if Role.PROTOCOL_OFFICER in actor().roles else actor().administers
    form = BeginForm(data={"country": request.args.get("state", "")}).offer(codes)
    if form.validate_on_submit():
        try:
            delegation = commands.begin_delegation(meeting, form.country.data, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            return redirect(url_for(".show_delegation", delegation_id=delegation.id))
    return render_template("meetings/begin_delegation.html", meeting=meeting, form=form), status_of(
        form
    )


@bp.get(DELEGATION)
@access(Delegations.VIEW, queries.get_delegation)
def show_delegation(delegation):
    """Who comes for a State, its note verbale, its credentials, and what can be done now."""
    person = actor()
    members = of_state(delegation.meeting, delegation.country)
    seen = [each for each in members if can(person, Registrations.VIEW, each)]
    note_read(delegation)
    return render_template(
        "meetings/show_delegation.html",
        delegation=delegation,
        outcomes=outcomes(seen),
        papers={
            kind: [paper for paper in delegation.papers if paper.kind is kind]
            for kind in DelegationPaperKind
        },
        composes=can(person, Delegations.COMPOSE, delegation),
        sends=can(person, Delegations.SEND, delegation),
        examines=can(person, Delegations.EXAMINE, delegation),
        lists=can(person, Delegations.LIST),
        changes={each.id for each in seen if changes_function(each)},
        due=queries.credentials_due(delegation.meeting),
        tones=TONES,
        credentials_tones=CREDENTIALS_TONES,
        me=person,
    )


@bp.route(f"{DELEGATION}/note", methods=["GET", "POST"])
@takes_file
@access(Delegations.SEND, queries.get_delegation)
def send_note(delegation):
    """Send the note verbale that gives the composition."""

    def done(form, taken):
        commands.send_note(delegation, form.note(), actor=actor(), taken=taken, key=form.key)
        flash(_("The note verbale is sent. A protocol officer checks it."), "success")

    return sent(delegation, NoteForm(), "meetings/send_note.html", done)


@bp.route(f"{DELEGATION}/credentials", methods=["GET", "POST"])
@takes_file
@access(Delegations.SEND, queries.get_delegation)
def send_credentials(delegation):
    """Send the credentials of a delegation."""

    def done(form, taken):
        commands.send_credentials(delegation, actor=actor(), taken=taken, key=form.key)
        flash(_("The credentials are received. A protocol officer examines them."), "success")

    return sent(delegation, CredentialsForm(), "meetings/send_credentials.html", done)


def sent(delegation, form, template, done):
    """Take a document in and hand it over; or the page with what is wrong."""
    status = status_of(form)
    if form.validate_on_submit():
        taken, status = receiving.take_upload(form.file)
        if taken is not None:
            try:
                done(form, taken)
            except RuleViolation as refusal:
                form.form_errors.append(refusal.sentence)
                status = 422
            else:
                return redirect(url_for(".show_delegation", delegation_id=delegation.id))
    return render_template(
        template,
        delegation=delegation,
        form=form,
        due=queries.credentials_due(delegation.meeting),
        largest=document_settings.largest_megabytes(),
        today=today(),
    ), status


@bp.route(f"{DELEGATION}/check-note", methods=["GET", "POST"])
@access(Delegations.EXAMINE, queries.get_delegation)
def check_note(delegation):
    """Check the note verbale and approve the members whom it names."""
    waiting = queries.to_approve(delegation)
    form = CheckNoteForm().offer(waiting)
    if form.validate_on_submit():
        named = {uuid.UUID(each) for each in form.named.data or []}
        try:
            approved = commands.check_note(delegation, actor=actor(), named=named)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(
                ngettext(
                    "The note is checked. %(num)d member is approved.",
                    "The note is checked. %(num)d members are approved.",
                    len(approved),
                ),
                "success",
            )
            return redirect(url_for(".show_delegation", delegation_id=delegation.id))
    return render_template(
        "meetings/check_note.html", delegation=delegation, form=form, waiting=waiting
    ), status_of(form)


@bp.route(f"{DELEGATION}/return-note", methods=["GET", "POST"])
@access(Delegations.EXAMINE, queries.get_delegation)
def return_note(delegation):
    """Send the note verbale back with a reason."""
    form = ReturnForm()
    if form.validate_on_submit():
        try:
            commands.return_note(delegation, actor=actor(), reason=form.reason.data)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The note is returned. The State reads the reason."), "success")
            return redirect(url_for(".show_delegation", delegation_id=delegation.id))
    return render_template(
        "meetings/return_note.html", delegation=delegation, form=form
    ), status_of(form)


@bp.route(f"{DELEGATION}/examine-credentials", methods=["GET", "POST"])
@access(Delegations.EXAMINE, queries.get_delegation)
def examine_credentials(delegation):
    """Say whether credentials are in due form."""
    form = ExamineForm(data={"note": delegation.credentials_note})
    if form.validate_on_submit():
        try:
            commands.examine_credentials(
                delegation,
                actor=actor(),
                in_order=form.in_order.data == "yes",
                note=form.note.data or None,
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("It is noted what was found of the credentials."), "success")
            return redirect(url_for(".show_delegation", delegation_id=delegation.id))
    return render_template(
        "meetings/examine_credentials.html", delegation=delegation, form=form
    ), status_of(form)
