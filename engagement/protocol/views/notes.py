"""The officers' pages of notes verbales: the list, a note with its lines, check, record, return."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.documents import settings as document_settings
from engagement.protocol import queries
from engagement.protocol.commands import delegates, notes
from engagement.protocol.forms.notes import (
    ArrivalForm,
    DepartureForm,
    LanguageForm,
    NoteForm,
    PaperForm,
    ReturnForm,
)
from engagement.protocol.models import Note, PaperKind, ShortTrackState
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import bp
from engagement.protocol.workflow import hands_in, of_notes
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language
from engagement.web.pages import keyset

KINDS = (PaperKind.NOTE, PaperKind.OTHER)


@bp.get("/protocol/notes")
@access(Protocol.LIST)
def list_notes():
    """Notes verbales, latest first; one state of them, if asked."""
    asked = request.args.get("state", "")
    state = ShortTrackState(asked) if asked in set(ShortTrackState) else None
    return render_template(
        "protocol/list_notes.html",
        page=keyset(
            queries.listed_notes(actor(), state), (Note.received_on, Note.id), descending=True
        ),
        state=state,
        states=list(ShortTrackState),
    )


@bp.route("/protocol/notes/new", methods=["GET", "POST"])
@access(Protocol.ENTER)
def enter_note():
    """A note came."""
    form = NoteForm(data={"country": request.args.get("state", ""), "received_on": today()})
    if form.validate_on_submit():
        try:
            note = notes.enter_note(form.note(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The note is entered. Add its file, and what it says."), "success")
            return redirect(url_for(".show_note", note_id=note.id))
    return render_template("protocol/enter_note.html", form=form, note=None), status_of(form)


@bp.get("/protocol/notes/<uuid:note_id>")
@access(Protocol.READ, queries.get_note)
def show_note(note):
    """What a note says, its files, and what can be done with it now."""
    return note_page(note)


def note_page(note, *, paper_form=None, return_form=None, language_form=None):
    """The page, with the forms as given or fresh."""
    note_read(note)
    form = paper_form or return_form or language_form
    return render_template(
        "protocol/show_note.html",
        note=note,
        lines=queries.lines_of(note),
        papers=queries.papers_of(note),
        available=of_notes.available(note, actor()),
        own=actor().id in hands_in(note),
        editable=note.state == ShortTrackState.RECEIVED and can(actor(), Protocol.HANDLE, note),
        contacts=can(actor(), Protocol.SEE_CONTACTS, note),
        invites=can(actor(), Protocol.INVITE_ADMINISTRATOR, note),
        form=Form(formdata=None),
        paper_form=paper_form or PaperForm(formdata=None).offer(*KINDS),
        return_form=return_form or ReturnForm(formdata=None),
        language_form=language_form or LanguageForm(formdata=None, data={"language": language()}),
        refused=form,
        largest=document_settings.largest_megabytes(),
    ), status_of(form) if form else 200


@bp.route("/protocol/notes/<uuid:note_id>/change", methods=["GET", "POST"])
@access(Protocol.HANDLE, queries.get_note)
def change_note(note):
    """Correct what stands on the note itself."""
    form, note_id = NoteForm.of(note), note.id
    if form.validate_on_submit():
        try:
            notes.change_note(note, form.note(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The note is corrected."), "success")
            return redirect(url_for(".show_note", note_id=note_id))
    return render_template("protocol/enter_note.html", form=form, note=note), status_of(form)


@bp.route("/protocol/notes/<uuid:note_id>/arrival", methods=["GET", "POST"])
@access(Protocol.HANDLE, queries.get_note)
def add_arrival(note):
    """A line: somebody takes up a function."""
    people = queries.in_office(note.country, today())
    form = ArrivalForm(data={"from_day": note.dated_on}).offer(people)
    if form.validate_on_submit():
        chosen = {str(one.id): one for one in people}.get(form.replaces.data)
        try:
            notes.add_arrival(note, form.person(), actor=actor(), replaces=chosen, key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The line is added."), "success")
            return redirect(url_for(".show_note", note_id=note.id))
    return render_template("protocol/add_arrival.html", form=form, note=note), status_of(form)


@bp.route("/protocol/notes/<uuid:note_id>/departure", methods=["GET", "POST"])
@access(Protocol.HANDLE, queries.get_note)
def add_departure(note):
    """A line: somebody leaves."""
    people = queries.recorded_of(note.country, today())
    form = DepartureForm().offer(people)
    if form.validate_on_submit():
        chosen = queries.get_representative(uuid.UUID(form.person.data))
        try:
            notes.add_departure(note, chosen, to_day=form.to_day.data, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The line is added."), "success")
            return redirect(url_for(".show_note", note_id=note.id))
    return render_template(
        "protocol/add_departure.html", form=form, note=note, people=people
    ), status_of(form)


@bp.post("/protocol/notes/<uuid:note_id>/remove-line")
@access(Protocol.HANDLE, queries.get_note)
def remove_line(note):
    """Take a line out again."""
    form = Form()
    try:
        line = uuid.UUID(request.form.get("line", ""))
    except ValueError:
        line = None
    if form.validate_on_submit() and line:
        notes.remove_line(note, line, actor=actor())
        flash(_("The line is taken out."), "success")
    return redirect(url_for(".show_note", note_id=note.id))


@bp.post("/protocol/notes/<uuid:note_id>/check")
@access(Protocol.HANDLE, queries.get_note)
def check_note(note):
    """A second officer finds it right."""
    if Form().validate_on_submit():
        notes.check_note(note, actor=actor())
        flash(_("The note is checked. Record it to let it take effect."), "success")
    return redirect(url_for(".show_note", note_id=note.id))


@bp.post("/protocol/notes/<uuid:note_id>/record")
@access(Protocol.HANDLE, queries.get_note, fresh=True)
def record_note(note):
    """Let it take effect."""
    if Form().validate_on_submit():
        notes.record_note(note, actor=actor())
        flash(_("The note is recorded. The list of the State is changed."), "success")
    return redirect(url_for(".show_note", note_id=note.id))


@bp.post("/protocol/notes/<uuid:note_id>/return")
@access(Protocol.HANDLE, queries.get_note)
def return_note(note):
    """Send it back with a reason."""
    form = ReturnForm()
    if not form.validate_on_submit():
        return note_page(note, return_form=form)
    notes.return_note(note, actor=actor(), reason=form.reason.data)
    flash(_("The note is returned; nothing of it takes effect."), "success")
    return redirect(url_for(".show_note", note_id=note.id))


@bp.post("/protocol/notes/<uuid:note_id>/invite-administrator")
@access(Protocol.INVITE_ADMINISTRATOR, queries.get_note, fresh=True)
def invite_administrator(note):
    """Mail the administrator whom the note names a link."""
    form = LanguageForm()
    if not form.validate_on_submit():
        if note.state != ShortTrackState.RECORDED or not note.administrator_email:
            raise RuleViolation(MOVED_ON)
        return note_page(note, language_form=form)
    delegates.invite_administrator(note, actor=actor(), language=form.language.data, key=form.key)
    flash(_("The invitation is on its way."), "success")
    return redirect(url_for(".show_state", state_code=note.country))
