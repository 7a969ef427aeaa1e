"""Looking into a document: its pages as pictures, its words, the original as a download."""

import structlog
from flask import abort, render_template, request
from flask_babel import gettext as _

from engagement.accreditation import evidence, queries
from engagement.accreditation.models import ApplicationDocument
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.views.documents import TONES
from engagement.audit.reading import note_read, noted
from engagement.core import limits
from engagement.core.permissions import can
from engagement.documents import preview_cache, serving
from engagement.documents import settings as document_settings
from engagement.documents.file_types import PAGED
from engagement.documents.previews import PreviewFailed
from engagement.documents.serving import may_download
from engagement.documents.storage import Damaged, Missing
from engagement.web.access import access, actor

log = structlog.get_logger()
SHOWN_WIDTH = 1200


@bp.get("/desk/<uuid:application_id>/documents")
@access(Accreditations.HANDLE, queries.get_application)
@noted
def show_case_documents(application):
    """Everything the applicant ever sent in, by paper; equal files elsewhere are flagged."""
    equal = queries.equal_elsewhere(actor(), application)
    there: dict[str, list[dict]] = {}
    for placed in queries.submitted_documents(application):
        there.setdefault(placed.requirement, []).append(
            {
                "placed": placed,
                "document": placed.document,
                "tone": TONES[placed.document.scan],
                "means": evidence.means(placed.means),
                "equal": equal.get(placed.id, []),
            }
        )
    required = queries.required_documents(application)
    return render_template(
        "accreditation/show_case_documents.html",
        application=application,
        papers=[
            {"paper": paper, "rows": there.get(paper.key, [])}
            for paper in evidence.REQUIREMENTS
            if paper.key in there or paper.key in required
        ],
    )


@bp.get("/documents/<uuid:document_id>")
@access(Accreditations.VIEW, queries.get_application_document)
def show_document(placed):
    """One page of a document as a picture, its words beside it, links to the next."""
    note_read(placed)
    document = placed.document
    page = page_asked(placed)
    words, fault = shown_words(placed) if document.opens else ([], None)
    pages = document.pages or max(1, len(words))
    return render_template(
        "accreditation/show_document.html",
        placed=placed,
        document=document,
        title=evidence.requirement(placed.requirement).title,
        means=evidence.means(placed.means),
        tone=TONES[document.scan],
        page=min(page, pages),
        pages=pages,
        has_picture=document.opens and document.kind in PAGED and fault is None,
        text=words[page - 1].strip() if page <= len(words) else "",
        fault=fault,
        can_download=may_download(document),
        own=can(actor(), Accreditations.EDIT, placed),
        equal=queries.equal_elsewhere(actor(), placed.application).get(placed.id, []),
    )


@bp.get("/documents/<uuid:document_id>/page-picture")
@access(Accreditations.VIEW, queries.get_application_document)
def show_page_picture(placed):
    """A page as WebP; `page` from 1, `width` in pixels."""
    if not placed.document.opens:
        abort(404)
    limits.count_coarsely(
        "page-picture", str(actor().id), limit=document_settings.pictures_an_hour(), seconds=3600
    )
    note_read(placed)
    width = request.args.get("width", default=SHOWN_WIDTH, type=int)
    try:
        content = preview_cache.page_image(placed.document, page_asked(placed), width)
    except PreviewFailed as failure:
        abort(503 if failure.code in {"busy", "unavailable"} else 404)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(placed.document_id))
        abort(503)
    return serving.picture(content)


@bp.get("/documents/<uuid:document_id>/download")
@access(Accreditations.VIEW, queries.get_application_document)
def download_document(placed):
    """The original as an attachment; an infected or unscanned one is not given out."""
    if not may_download(placed.document):
        abort(404)
    note_read(placed)
    try:
        return serving.download(placed.document)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(placed.document_id))
        abort(503)


def page_asked(placed: ApplicationDocument) -> int:
    """The page of the address, within the document's."""
    page = request.args.get("page", default=1, type=int)
    return max(1, min(page, placed.document.pages or 10_000))


def shown_words(placed: ApplicationDocument) -> tuple[list[str], str | None]:
    """The words of each page, and what to say when the document cannot be opened."""
    try:
        return preview_cache.words(placed.document), None
    except PreviewFailed as failure:
        if failure.code == "busy":
            return [], _("Many documents are opened just now. Wait a minute and load it again.")
        return [], _("No picture of this document can be made. Download the original instead.")
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(placed.document_id))
        return [], _("This file cannot be read from our storage. The administrators are told.")
