"""Files that show why a match was decided so: added, looked into, downloaded."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import opening, receiving
from engagement.documents import settings as document_settings
from engagement.screening.commands import papers as commands
from engagement.screening.forms.matches import EvidenceForm
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file

FILES = "/screening/desk/match-papers"


def papers_of(match) -> list[dict]:
    """The files of a match with what was noticed in them."""
    return [
        {
            "paper": paper,
            "document": paper.document,
            "warnings": receiving.warnings_of(paper.document),
        }
        for paper in match.papers
        if can(actor(), Matches.VIEW_PAPER, paper)
    ]


@bp.route("/screening/desk/matches/<uuid:match_id>/add-paper", methods=["GET", "POST"])
@takes_file
@access(Matches.DECIDE, queries.get_match)
def add_match_paper(match):
    """A file that shows why the two are the same, or not."""
    form = EvidenceForm()
    status = status_of(form)
    if form.validate_on_submit():
        taken, status = receiving.take_upload(form.file)
        if taken is not None:
            try:
                commands.add_paper(match, actor=actor(), taken=taken, key=form.key)
            except RuleViolation as refusal:
                form.file.errors = [refusal.sentence]
                status = 422
            else:
                flash(_("The file is saved."), "success")
                return redirect(url_for(".show_match", match_id=match.id, _anchor="files"))
    return render_template(
        "screening/add_match_paper.html",
        match=match,
        form=form,
        papers=papers_of(match),
        largest=document_settings.largest_megabytes(),
    ), status


@bp.get(f"{FILES}/<uuid:paper_id>")
@access(Matches.VIEW_PAPER, queries.get_paper)
def show_match_paper(paper):
    """One page of a file as a picture, its words beside it."""
    return render_template(
        "screening/show_match_paper.html",
        paper=paper,
        file=opening.opened(paper.document, of=paper.match),
    )


@bp.get(f"{FILES}/<uuid:paper_id>/page-picture")
@access(Matches.VIEW_PAPER, queries.get_paper)
def show_match_paper_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper.match)


@bp.get(f"{FILES}/<uuid:paper_id>/download")
@access(Matches.VIEW_PAPER, queries.get_paper)
def download_match_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper.match)
