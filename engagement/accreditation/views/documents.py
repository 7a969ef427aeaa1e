"""The applicant's documents: the list of papers, one paper with its files, removing a file."""

import uuid
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from engagement.accreditation import commands, country_cards, evidence, queries, settings
from engagement.accreditation.forms.documents import DocumentForm, RemoveForm
from engagement.accreditation.models import Application, ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import RuleViolation
from engagement.documents import opening, receiving
from engagement.documents import settings as document_settings
from engagement.documents.models import Scan
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file


@dataclass(frozen=True)
class PaperOfApplication:
    """What `add_document` is about: permissions look at the application."""

    application: Application
    requirement: evidence.Requirement

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose paper it is."""
        return self.application.organization_id

    @property
    def organization(self):
        """Whose paper it is."""
        return self.application.organization

    @property
    def submitted_at(self):
        """As the application's."""
        return self.application.submitted_at

    @property
    def __tablename__(self) -> str:
        return self.application.__tablename__


def get_paper(application_id: uuid.UUID, paper: str) -> PaperOfApplication | None:
    """The paper named `paper` of an application, or None when there is no such thing."""
    application = queries.get_application(application_id)
    papers = queries.track_of(application).documents if application else ()
    found = next((each for each in papers if each.key == paper), None)
    return PaperOfApplication(application, found) if application and found else None


@bp.get("/applications/<uuid:application_id>/documents")
@access(Accreditations.EDIT, queries.get_application)
def show_documents(application):
    """Every paper with its state: the hub of this section."""
    return render_template(
        "accreditation/show_documents.html",
        application=application,
        papers=papers(application),
        editable=queries.editable_documents(application),
        largest=document_settings.largest_megabytes(),
    )


@bp.route(
    "/applications/<uuid:application_id>/documents/<string(maxlength=60):paper>",
    methods=["GET", "POST"],
)
@takes_file
@access(Accreditations.EDIT, get_paper)
def add_document(subject):
    """One paper: what it is, what came, and one more file for it."""
    application, paper = subject.application, subject.requirement
    accepted = evidence.means_for(paper.key, application.organization.major_group)
    form = DocumentForm().offer(paper.title, accepted)
    editable = paper.key in queries.editable_documents(application)
    status = status_of(form)
    if form.validate_on_submit():
        status = send_file(application, paper, form, editable=editable)
        if status == 200:
            return redirect(
                url_for(".add_document", application_id=application.id, paper=paper.key)
            )
    return render_template(
        "accreditation/add_document.html",
        application=application,
        paper=paper,
        form=form,
        accepted=accepted,
        editable=editable,
        required=paper.key in queries.required_documents(application),
        rows=document_rows(application, paper.key),
        card=country_cards.card(application.organization.country),
        following=following(application, paper.key),
        asked=asked_of(application, paper.key),
        in_round=application.state == ApplicationState.CLARIFICATION,
        largest=document_settings.largest_megabytes(),
        small=settings.one_page_account_below(),
    ), status


def send_file(application, paper, form, *, editable: bool) -> int:
    """Take the file in and add it: 200, or the status of a refusal that is told at the field.

    RuleViolation when the paper is frozen: then there is no field to tell it at.
    """
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return status
    try:
        commands.add_document(
            application,
            actor=actor(),
            requirement=paper.key,
            taken=taken,
            note=form.note.data or "",
            means=form.chosen_means,
            key=form.key,
        )
    except RuleViolation as refusal:
        if not editable:
            raise
        form.file.errors = [refusal.sentence]
        return 422
    flash(_("The file is saved."), "success")
    return 200


@bp.route("/documents/<uuid:document_id>/remove-document", methods=["GET", "POST"])
@access(Accreditations.EDIT, queries.get_application_document)
def remove_document(placed):
    """Remove a file, after a page that says what follows."""
    application_id, key = placed.application_id, placed.requirement
    form = RemoveForm()
    if form.validate_on_submit():
        commands.remove_document(placed, actor=actor())
        flash(_("The file is removed."), "success")
        return redirect(url_for(".add_document", application_id=application_id, paper=key))
    return render_template(
        "accreditation/remove_document.html",
        placed=placed,
        form=form,
        title=evidence.requirement(key).title,
    ), status_of(form)


@bp.app_template_filter("file_size")
def file_size(size: int) -> str:
    """Bytes as people say them, in kilobytes or megabytes."""
    if size < 1_000_000:
        return _("%(number)s KB", number=format_decimal(max(1, round(size / 1000))))
    return _("%(number)s MB", number=format_decimal(round(size / 1_000_000, 1)))


def task(application, there: dict[str, bool]) -> dict:
    """The documents as a task of the application's list; `there` as of `papers_there`."""
    missing = queries.missing_documents(application, there)
    if not missing:
        status, tone = _("Completed"), "good"
    elif there:
        status, tone = _("In progress"), "active"
    else:
        status, tone = _("Not started"), "neutral"
    return {
        "title": _("Documents"),
        "hint": _("Photographs or files of your papers"),
        "status": status,
        "tone": tone,
        "done": not missing,
        "url": url_for("accreditation.show_documents", application_id=application.id),
    }


def sent(application) -> list[dict]:
    """Papers of which something came, each with its files: for the check before sending."""
    there = queries.documents_by_requirement(application)
    return [
        {"title": paper.title, "files": [each.document.name for each in there[paper.key]]}
        for paper in queries.track_of(application).documents
        if paper.key in there
    ]


def papers(application) -> list[dict]:
    """Each paper as a task, the required ones first."""
    there = queries.documents_by_requirement(application)
    required = queries.required_documents(application)
    missing = set(queries.missing_documents(application))
    asked = asked_documents(application)
    rows = [
        {
            "title": paper.title,
            "hint": None,
            "required": paper.key in required,
            "url": url_for(
                "accreditation.add_document", application_id=application.id, paper=paper.key
            ),
        }
        | paper_state(paper.key, there.get(paper.key, []), missing, paper.key in asked)
        for paper in queries.track_of(application).documents
    ]
    return sorted(rows, key=lambda row: not row["required"])


def paper_state(key: str, there: list, missing: set, asked: bool) -> dict:
    """Words and tone for what came of a paper."""
    if any(each.document.scan == Scan.INFECTED for each in there):
        return {"status": _("Send it again"), "tone": "bad", "done": False}
    if asked:
        return {"status": _("To complete"), "tone": "attention", "done": False}
    if there:
        return {"status": _("Sent"), "tone": "good", "done": True}
    if key in missing:
        return {"status": _("Missing"), "tone": "attention", "done": False}
    return {"status": _("Optional"), "tone": "neutral", "done": False}


def papers_of_round(application, one) -> list[dict]:
    """The papers a round asks for, each with its address and whether a new file has come."""
    left = queries.papers_to_send(application, one)
    return [
        row
        | {
            "url": url_for(
                "accreditation.add_document",
                application_id=application.id,
                paper=row["part"].document,
            ),
            "changed": row["part"].document not in left,
        }
        for row in queries.papers_in_words(one)
    ]


def asked_documents(application) -> dict[str, list]:
    """What was asked for, in a return or a round, and has not come since, by key of the paper."""
    one = queries.open_round(application)
    if one is not None:
        left = queries.papers_to_send(application, one)
        return {part.document: [part] for part in one.papers if part.document in left}
    returned = queries.open_return(application)
    changed = queries.changed_documents(application) if returned else frozenset()
    found: dict[str, list] = {}
    for part in returned.parts if returned else []:
        if part.document and part.document not in changed:
            found.setdefault(part.document, []).append(part)
    return found


def asked_of(application, key: str) -> list:
    """What was said of this paper when the application was returned, or in the open round."""
    returned, one = queries.open_return(application), queries.open_round(application)
    parts = [*(returned.parts if returned else []), *(one.papers if one else [])]
    return [part for part in parts if part.document == key]


def following(application, key: str) -> str | None:
    """The next required paper of which nothing came yet."""
    return next((each for each in queries.missing_documents(application) if each != key), None)


def document_rows(application, key: str) -> list[dict]:
    """The files of a paper with their states and warnings in words."""
    return [
        {
            "placed": placed,
            "document": placed.document,
            "tone": opening.TONES[placed.document.scan],
            "means": evidence.means(placed.means),
            "warnings": receiving.warnings_of(placed.document),
        }
        for placed in queries.documents_by_requirement(application).get(key, [])
    ]
