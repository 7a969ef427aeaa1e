"""Files of notes verbales and letters: added, removed, downloaded."""

import structlog
from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from engagement.audit.reading import note_read
from engagement.core import limits
from engagement.documents import serving
from engagement.documents import settings as document_settings
from engagement.documents.file_names import display_name
from engagement.documents.file_types import REASONS
from engagement.documents.intake import OUR_FAULT, take_in
from engagement.documents.limits import Refused
from engagement.documents.storage import Damaged, Missing
from engagement.protocol import queries
from engagement.protocol.commands import papers
from engagement.protocol.forms.notes import PaperForm
from engagement.protocol.models import Note, PaperKind
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import bp
from engagement.protocol.views.intergovernmental import KINDS as KINDS_OF_IGO
from engagement.protocol.views.intergovernmental import igo_page
from engagement.protocol.views.notes import KINDS as KINDS_OF_NOTE
from engagement.protocol.views.notes import note_page
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.odd_input import takes_file

log = structlog.get_logger()
DAY = 24 * 60 * 60


@bp.post("/protocol/notes/<uuid:note_id>/papers")
@takes_file
@access(Protocol.HANDLE, queries.get_note)
def add_note_paper(note):
    """A file of a note."""
    return added(note, KINDS_OF_NOTE, note_page)


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/papers")
@takes_file
@access(Protocol.HANDLE, queries.get_intergovernmental)
def add_igo_paper(igo):
    """A file of a letter."""
    return added(igo, KINDS_OF_IGO, igo_page)


def added(of, kinds, page):
    """Take the file in; back to the record, or its page with what is wrong with the file."""
    form = PaperForm().offer(*kinds)
    limits.count("upload", str(actor().id), limit=document_settings.files_a_day(), seconds=DAY)
    if not form.validate_on_submit():
        return page(of, paper_form=form)
    upload = form.file.data
    try:
        taken = take_in(upload.stream, upload.filename)
    except Refused as refused:
        log.info("upload_refused", code=refused.code)
        name = Markup("<bdi>{}</bdi>").format(display_name(upload.filename))
        form.file.errors = [Markup(escape(str(REASONS[refused.code]))) % {"name": name}]
        body, _status = page(of, paper_form=form)
        return body, 503 if refused.code in OUR_FAULT else 422
    papers.add_paper(of, actor=actor(), kind=PaperKind(form.kind.data), taken=taken, key=form.key)
    flash(_("The file is saved."), "success")
    return redirect(address_of(of))


@bp.post("/protocol/papers/<uuid:paper_id>/remove")
@access(Protocol.HANDLE, queries.get_paper)
def remove_paper(paper):
    """Take a file out again."""
    page = address_of(paper.of)
    if Form().validate_on_submit():
        papers.remove_paper(paper, actor=actor())
        flash(_("The file is removed."), "success")
    return redirect(page)


@bp.get("/protocol/papers/<uuid:paper_id>/download")
@access(Protocol.HANDLE, queries.get_paper)
def download_paper(paper):
    """The original as an attachment; an infected or unscanned one is not given out."""
    if not serving.may_download(paper.document):
        abort(404)
    note_read(paper)
    try:
        return serving.download(paper.document)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(paper.document_id))
        abort(503)


def address_of(of) -> str:
    """The page of the record that a file belongs to."""
    if isinstance(of, Note):
        return url_for(".show_note", note_id=of.id)
    return url_for(".show_intergovernmental", igo_id=of.id)
