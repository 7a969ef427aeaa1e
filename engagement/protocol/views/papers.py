"""Files of notes verbales and letters: added, removed, downloaded."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.documents import opening, receiving
from engagement.protocol import queries
from engagement.protocol.commands import papers
from engagement.protocol.forms.notes import PaperForm
from engagement.protocol.models import Note, PaperKind, ShortTrackState
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import bp
from engagement.protocol.views.intergovernmental import KINDS as KINDS_OF_IGO
from engagement.protocol.views.intergovernmental import igo_page
from engagement.protocol.views.notes import KINDS as KINDS_OF_NOTE
from engagement.protocol.views.notes import note_page
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.odd_input import takes_file


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
    if of.state != ShortTrackState.RECEIVED:
        raise RuleViolation(MOVED_ON)
    form = PaperForm().offer(*kinds)
    if not form.validate_on_submit():
        return page(of, paper_form=form)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        body, _status = page(of, paper_form=form)
        return body, status
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


@bp.get("/protocol/papers/<uuid:paper_id>")
@access(Protocol.READ, queries.get_paper)
def show_paper(paper):
    """One page of a file as a picture, its words beside it."""
    file = opening.opened(paper.document, of=paper)
    return render_template(
        "documents/show_paper.html", paper=paper, file=file, to=address_of(paper.of)
    )


@bp.get("/protocol/papers/<uuid:paper_id>/page-picture")
@access(Protocol.READ, queries.get_paper)
def show_paper_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper)


@bp.get("/protocol/papers/<uuid:paper_id>/download")
@access(Protocol.READ, queries.get_paper)
def download_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper)


def address_of(of) -> str:
    """The page of the record that a file belongs to."""
    if isinstance(of, Note):
        return url_for(".show_note", note_id=of.id)
    return url_for(".show_intergovernmental", igo_id=of.id)
