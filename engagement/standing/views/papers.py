"""Files that stand with a report, an answer or a change: sent, looked into, taken out."""

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from engagement.audit.reading import note_read
from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import preview_cache, serving
from engagement.documents import settings as document_settings
from engagement.documents.file_names import display_name
from engagement.documents.file_types import PAGED, REASONS, WARNINGS
from engagement.documents.intake import OUR_FAULT, take_in
from engagement.documents.limits import Refused
from engagement.documents.previews import PreviewFailed
from engagement.documents.storage import Damaged, Missing
from engagement.standing.commands import papers as commands
from engagement.standing.forms.steps import ConfirmForm, PaperForm
from engagement.standing.permissions import Standings
from engagement.standing.queries import changes, proceedings
from engagement.standing.queries import reports as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file

log = structlog.get_logger()
DAY = 24 * 60 * 60
SHOWN_WIDTH = 1200


def home_of(subject) -> str:
    """The page of what a file stands with."""
    kind = subject.__tablename__.removeprefix("standing_")
    return url_for(f"standing.show_{kind}", **{f"{kind}_id": subject.id})


def papers_of(subject) -> list[dict]:
    """The files of a record, each with its warnings in words, and whether it can be taken out."""
    me = actor()
    changeable = queries.takes_papers(subject) and can(me, commands.WRITES[type(subject)], subject)
    return [
        {
            "paper": paper,
            "document": paper.document,
            "removable": changeable and paper.document.submitted_at is None,
            "warnings": [
                naming(WARNINGS[code], paper.document.name)
                for code in paper.document.warnings
                if code in WARNINGS
            ],
        }
        for paper in queries.papers_of(subject)
    ]


def naming(sentence, name: str) -> Markup:
    """A sentence of a file, with the file's name kept apart from the words around it."""
    return Markup(escape(str(sentence))) % {"name": Markup("<bdi>{}</bdi>").format(name)}


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
    if form.is_submitted():
        limits.count("upload", str(actor().id), limit=document_settings.files_a_day(), seconds=DAY)
        if form.validate():
            refused = send_file(subject, form)
            if refused is None:
                flash(_("The file is saved."), "success")
                return redirect(home_of(subject))
            status = 503 if refused in OUR_FAULT else 422
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


def send_file(subject, form) -> str | None:
    """Take the file in and add it; the code of the refusal, told at the field, or None."""
    upload = form.file.data
    name = display_name(upload.filename)
    try:
        taken = take_in(upload.stream, upload.filename)
    except Refused as refused:
        log.info("upload_refused", code=refused.code)
        form.file.errors = [naming(REASONS[refused.code], name)]
        return refused.code
    try:
        commands.add_paper(subject, actor=actor(), taken=taken, key=form.key)
    except RuleViolation as refusal:
        if not queries.takes_papers(subject):
            raise
        form.file.errors = [refusal.sentence]
        return "rule"
    return None


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
    note_read(paper)
    document = paper.document
    words, fault = serving.shown_words(document) if document.opens else ([], None)
    pages = document.pages or max(1, len(words))
    page = page_asked(paper, pages)
    return render_template(
        "standing/show_paper.html",
        paper=paper,
        document=document,
        to=home_of(paper.subject),
        page=page,
        pages=pages,
        has_picture=document.opens and document.kind in PAGED and fault is None,
        text=words[page - 1].strip() if page <= len(words) else "",
        fault=fault,
        can_download=serving.may_download(document),
    )


@bp.get("/papers/<uuid:paper_id>/page-picture")
@access(Standings.VIEW_PAPER, queries.get_paper)
def show_paper_picture(paper):
    """A page as WebP; `page` from 1, `width` in pixels."""
    if not paper.document.opens:
        abort(404)
    limits.count_coarsely(
        "page-picture", str(actor().id), limit=document_settings.pictures_an_hour(), seconds=3600
    )
    note_read(paper)
    width = request.args.get("width", default=SHOWN_WIDTH, type=int)
    page = page_asked(paper, paper.document.pages or 10_000)
    try:
        return serving.picture(preview_cache.page_image(paper.document, page, width))
    except PreviewFailed as failure:
        abort(503 if failure.code in {"busy", "unavailable"} else 404)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(paper.document_id))
        abort(503)


@bp.get("/papers/<uuid:paper_id>/download")
@access(Standings.VIEW_PAPER, queries.get_paper)
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


def page_asked(paper, pages: int) -> int:
    """The page of the address, within the file's."""
    page = request.args.get("page", default=1, type=int)
    return max(1, min(page, pages))
