"""Looking into a document: its pages as pictures, its words, the original as a download."""

from flask import render_template

from engagement.accreditation import evidence, queries
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.audit.reading import noted
from engagement.core.permissions import can
from engagement.documents import opening
from engagement.web.access import access, actor


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
                "tone": opening.TONES[placed.document.scan],
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
            for paper in queries.track_of(application).documents
            if paper.key in there or paper.key in required
        ],
    )


@bp.get("/documents/<uuid:document_id>")
@access(Accreditations.VIEW, queries.get_application_document)
def show_document(placed):
    """One page of a document as a picture, its words beside it, links to the next."""
    return render_template(
        "accreditation/show_document.html",
        placed=placed,
        file=opening.opened(placed.document, of=placed),
        title=evidence.requirement(placed.requirement).title,
        means=evidence.means(placed.means),
        own=can(actor(), Accreditations.EDIT, placed),
        equal=queries.equal_elsewhere(actor(), placed.application).get(placed.id, []),
    )


@bp.get("/documents/<uuid:document_id>/page-picture")
@access(Accreditations.VIEW, queries.get_application_document)
def show_page_picture(placed):
    """A page of it as a picture."""
    return opening.page_picture(placed.document, of=placed)


@bp.get("/documents/<uuid:document_id>/download")
@access(Accreditations.VIEW, queries.get_application_document)
def download_document(placed):
    """The original as an attachment."""
    return opening.original(placed.document, of=placed)
