"""Documents of a meeting: everybody reads what is for them, officers keep them."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import opening, receiving, serving
from engagement.documents import settings as document_settings
from engagement.meetings.commands import meeting_documents as commands
from engagement.meetings.forms.meeting_documents import AgendaItemForm, PaperForm, VersionForm
from engagement.meetings.paper_permissions import Papers
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meeting_documents as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import saved
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.odd_input import takes_file

PAPER = "/documents/<uuid:meeting_document_id>"
VERSION = "/documents/versions/<uuid:document_version_id>"


@bp.get(f"{MEETING}/documents")
@public
def list_documents(meeting_id):
    """Documents by item of the agenda, each with the languages in which it is there."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    papers = queries.documents_of(meeting, actor())
    items = queries.agenda(meeting)
    return render_template(
        "meetings/list_documents.html",
        meeting=meeting,
        groups=[(item, [each for each in papers if each.agenda_item == item]) for item in items],
        others=[each for each in papers if each.agenda_item is None],
        papers=papers,
        figures=queries.punctuality(meeting, papers),
        keeps=can(actor(), Meetings.MANAGE),
        may_download=serving.may_download,
        present=now(),
    )


@bp.get(VERSION)
@public
def download_version(document_version_id):
    """The original, for the audience of its document."""
    version = queries.get_version(document_version_id)
    if version is None or not can(actor(), Papers.DOWNLOAD, version):
        abort(404)
    return opening.original(version.document)


@bp.route(f"{MEETING}/agenda/new", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def add_agenda_item(meeting):
    """Add an item to the agenda."""
    form = AgendaItemForm(data={"position": queries.next_position(meeting)})
    if form.validate_on_submit():
        commands.add_agenda_item(meeting, form.item(), actor=actor(), key=form.key)
        flash(_("The item stands in the agenda."), "success")
        return redirect(url_for(".list_documents", meeting_id=meeting.id))
    return render_template(
        "meetings/change_agenda_item.html", form=form, meeting=meeting, item=None
    ), status_of(form)


@bp.route("/agenda/<uuid:agenda_item_id>", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_item)
def change_agenda_item(item):
    """Change an item of the agenda."""
    form = AgendaItemForm(obj=item)
    meeting = item.meeting
    if form.validate_on_submit():
        commands.change_agenda_item(item, form.item(), actor=actor())
        flash(_("The item is changed."), "success")
        return redirect(url_for(".list_documents", meeting_id=meeting.id))
    return render_template(
        "meetings/change_agenda_item.html", form=form, meeting=meeting, item=item
    ), status_of(form)


@bp.route(f"{MEETING}/documents/new", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def announce_document(meeting):
    """Announce a document and the day by which it should be there."""
    form = PaperForm().offer(queries.agenda(meeting))
    if form.validate_on_submit():
        try:
            paper = commands.announce_document(meeting, form.paper(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The document is announced. Add it in each language."), "success")
            return redirect(url_for(".show_document", meeting_document_id=paper.id))
    return render_template(
        "meetings/change_document.html", form=form, meeting=meeting, paper=None
    ), status_of(form)


@bp.route(f"{PAPER}/change", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_paper)
def change_document(paper):
    """Change what is announced of a document."""

    def kept(**more):
        return PaperForm.of(paper, queries.agenda(paper.meeting), **more)

    def change():
        commands.change_document(paper, form.paper(), actor=actor(), seen=form.seen.data)

    form = kept()
    if saved(form, change, lambda: kept(formdata=None)):
        flash(_("The document is changed."), "success")
        return redirect(url_for(".show_document", meeting_document_id=paper.id))
    return render_template(
        "meetings/change_document.html", form=form, meeting=paper.meeting, paper=paper
    ), status_of(form)


@bp.get(PAPER)
@access(Meetings.MANAGE, queries.get_paper)
def show_document(paper):
    """One document for officers: its versions, what waits to be published, what was replaced."""
    return document_page(paper, VersionForm(formdata=None))


@bp.post(f"{PAPER}/add-version")
@takes_file
@access(Meetings.MANAGE, queries.get_paper)
def add_version(paper):
    """Upload the document in one language."""
    form = VersionForm()
    if not form.validate_on_submit():
        return document_page(paper, form, 422)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return document_page(paper, form, status)
    commands.add_version(paper, form.language.data, taken, actor=actor(), key=form.key)
    flash(_("The document is kept. Readers get it when you publish it."), "success")
    return redirect(url_for(".show_document", meeting_document_id=paper.id))


@bp.post(f"{VERSION}/publish")
@access(Meetings.MANAGE, queries.get_version)
def publish_version(version):
    """Give it to readers."""
    try:
        commands.publish_version(version, actor=actor())
    except RuleViolation as refusal:
        flash(refusal.sentence, "error")
    else:
        flash(_("The document is published in this language."), "success")
    return redirect(url_for(".show_document", meeting_document_id=version.meeting_document_id))


def document_page(paper, form, status=200):
    """The officers' page of a document, with a form for another version."""
    return render_template(
        "meetings/show_document.html",
        paper=paper,
        meeting=paper.meeting,
        form=form,
        publish_form=Form(formdata=None),
        may_download=serving.may_download,
        warnings_of=receiving.warnings_of,
        largest=document_settings.largest_megabytes(),
        present=now(),
    ), status
