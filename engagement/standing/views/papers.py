"""Files that stand with a report, an answer or a change: sent, looked into, taken out."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import opening, receiving
from engagement.documents import settings as document_settings
from engagement.standing.commands import papers as commands
from engagement.standing.forms.steps import ConfirmForm, PaperForm
from engagement.standing.permissions import Standings
from engagement.standing.queries import changes, proceedings
from engagement.standing.queries import reports as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file


def home_of(subject) -> str:
    """The page of what a file stands with."""
    kind = subject.__tablename__.removeprefix("standing_")
    return url_for(f"standing.show_{kind}", **{f"{kind}_id": subject.id})


def papers_of(subject) -> list[dict]:
    """The files of a record that this person may see, as rows for `_papers.html`.

    Each has its warnings in words, and whether it can be taken out.
    """
    me = actor()
    changeable = queries.takes_papers(subject) and can(me, commands.WRITES[type(subject)], subject)
    return [
        {
            "paper": paper,
            "document": paper.document,
            "removable": changeable and paper.document.submitted_at is None,
            "warnings": receiving.warnings_of(paper.document),
        }
        for paper in queries.papers_of(subject)
        if can(me, Standings.VIEW_PAPER, paper)
    ]


@bp.route("/reports/<uuid:report_id>/add-paper", methods=["GET", "POST"])
@takes_file
@access(Standings.WRITE_REPORT, queries.get_report)
def add_report_paper(report):
    """A file that shows that the organization exists and works."""
    return add_paper(report)


@bp.route("/proceedings/<uuid:proceeding_id>/add-paper", methods=["GET", "POST"])
@takes_file
@access(Standings.ANSWER, proceedings.get_proceeding)
def add_proceeding_paper(proceeding):
    """A file with the answer to a notice."""
    return add_paper(proceeding)


@bp.route("/changes/<uuid:change_id>/add-paper", methods=["GET", "POST"])
@takes_file
@access(Standings.ASK_CHANGE, changes.get_change)
def add_change_paper(change):
    """A file that shows a change."""
    return add_paper(change)


def add_paper(subject):
    """The page on which a file is sent; what comes stands with `subject`."""
    form = PaperForm()
    status = status_of(form)
    if form.validate_on_submit():
        status = send_file(subject, form)
        if status == 200:
            flash(_("The file is saved."), "success")
            return redirect(home_of(subject))
    if not queries.takes_papers(subject):
        if form.is_submitted():
            raise RuleViolation(commands.TOO_LATE)
        return redirect(home_of(subject))
    return render_template(
        "standing/add_paper.html",
        form=form,
        to=home_of(subject),
        papers=papers_of(subject),
        organization=subject.organization,
        largest=document_settings.largest_megabytes(),
    ), status


def send_file(subject, form) -> int:
    """Take the file in and add it: 200, or the status of a refusal that is told at the field."""
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return status
    try:
        commands.add_paper(subject, actor=actor(), taken=taken, key=form.key)
    except RuleViolation as refusal:
        if not queries.takes_papers(subject):
            raise
        form.file.errors = [refusal.sentence]
        return 422
    return 200


@bp.route("/papers/<uuid:paper_id>/remove-paper", methods=["GET", "POST"])
@access(Standings.VIEW_PAPER, queries.get_paper)
def remove_paper(paper):
    """Take a file out, after a page that says what follows."""
    form, subject = ConfirmForm(), paper.subject
    if not can(actor(), commands.WRITES[type(subject)], subject):
        abort(403)
    if form.validate_on_submit():
        commands.remove_paper(paper, actor=actor())
        flash(_("The file is removed."), "success")
        return redirect(home_of(subject))
    return render_template(
        "standing/remove_paper.html", paper=paper, form=form, to=home_of(subject)
    ), status_of(form)


@bp.get("/papers/<uuid:paper_id>")
@access(Standings.VIEW_PAPER, queries.get_paper)
def show_paper(paper):
    """One page of a file as a picture, its words beside it."""
    return render_template(
        "documents/show_paper.html",
        paper=paper,
        file=opening.opened(paper.document, of=paper),
        to=home_of(paper.subject),
    )


@bp.get("/papers/<uuid:paper_id>/page-picture")
@access(Standings.VIEW_PAPER, queries.get_paper)
def show_paper_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper)


@bp.get("/papers/<uuid:paper_id>/download")
@access(Standings.VIEW_PAPER, queries.get_paper)
def download_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper)
