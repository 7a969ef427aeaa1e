"""The thread of a case on both sides, and the notes of staff."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.messages import MessageForm, NoteForm
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.audit.reading import noted
from engagement.core.permissions import can
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/applications/<uuid:application_id>/messages", methods=["GET", "POST"])
@access(Accreditations.READ_MESSAGES, queries.get_application)
def show_messages(application):
    """The organization's side of the thread."""
    form = MessageForm()
    if form.validate_on_submit():
        commands.write_to_office(application, actor=actor(), text=form.text.data, key=form.key)
        return back_to(".show_messages", application, _("Your message is sent."))
    return render_template(
        "accreditation/show_messages.html",
        application=application,
        form=form,
        messages=queries.messages_of(application),
        may_write=can(actor(), Accreditations.WRITE_TO_OFFICE, application),
    ), status_of(form)


@bp.get("/desk/<uuid:application_id>/messages")
@access(Accreditations.HANDLE, queries.get_application)
@noted
def show_case_messages(application):
    """The office's side of the thread, and the notes."""
    return desk_page(application, MessageForm(formdata=None), NoteForm(formdata=None))


@bp.post("/desk/<uuid:application_id>/write-to-applicant")
@access(Accreditations.WRITE_TO_APPLICANT, queries.get_application)
def write_to_applicant(application):
    """Send a message of the office."""
    form = MessageForm()
    if form.validate_on_submit():
        commands.write_to_applicant(application, actor=actor(), text=form.text.data, key=form.key)
        done = _("The message is sent, signed by the office.")
        return back_to(".show_case_messages", application, done)
    return desk_page(application, form, NoteForm(formdata=None)), status_of(form)


@bp.post("/desk/<uuid:application_id>/write-note")
@access(Accreditations.NOTE, queries.get_application)
def write_note(application):
    """Keep a note for colleagues."""
    form = NoteForm()
    if form.validate_on_submit():
        commands.write_note(application, actor=actor(), text=form.note.data, key=form.key)
        return back_to(".show_case_messages", application, _("The note is kept."))
    return desk_page(application, MessageForm(formdata=None), form), status_of(form)


def back_to(page: str, application, done: str):
    """To the thread again, with what was done."""
    flash(done, "success")
    return redirect(url_for(page, application_id=application.id))


def desk_page(application, form, note_form) -> str:
    """Thread and notes side by side."""
    return render_template(
        "accreditation/show_case_messages.html",
        application=application,
        form=form,
        note_form=note_form,
        messages=queries.messages_of(application),
        notes=queries.notes_of(application),
        may_write=can(actor(), Accreditations.WRITE_TO_APPLICANT, application),
        may_note=can(actor(), Accreditations.NOTE, application),
    )
