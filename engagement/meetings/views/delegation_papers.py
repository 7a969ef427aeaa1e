"""Documents of delegations: read and downloaded by whoever sees the delegation."""

from flask import render_template, url_for

from engagement.documents import opening
from engagement.meetings.permissions import Delegations
from engagement.meetings.queries.delegations import get_paper
from engagement.meetings.views.blueprint import bp
from engagement.web.access import access

PAPER = "/delegations/papers/<uuid:delegation_paper_id>"


@bp.get(PAPER)
@access(Delegations.VIEW, get_paper)
def show_delegation_paper(paper):
    """One page of a document as a picture, its words beside it."""
    return render_template(
        "meetings/show_delegation_paper.html",
        paper=paper,
        file=opening.opened(paper.document, of=paper),
        to=url_for(".show_delegation", delegation_id=paper.delegation_id),
    )


@bp.get(f"{PAPER}/page-picture")
@access(Delegations.VIEW, get_paper)
def show_delegation_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper)


@bp.get(f"{PAPER}/download")
@access(Delegations.VIEW, get_paper)
def download_delegation_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper)
