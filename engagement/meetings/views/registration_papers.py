"""Documents of a registration: sent one by one, looked into, taken out."""

import uuid

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.documents import opening, receiving
from engagement.documents import settings as document_settings
from engagement.meetings.commands import papers as commands
from engagement.meetings.forms.registrations import ConfirmForm, PaperForm
from engagement.meetings.models import ENDED
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import papers as queries
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.meetings.views.registration_page import address_of
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file

PAPER = "/registration-papers/<uuid:registration_paper_id>"


@bp.route(f"{REGISTRATION}/add-paper", methods=["GET", "POST"])
@takes_file
@access(Registrations.CHANGE, get_registration)
def add_registration_paper(registration):
    """One document: the letter that the category asks for, or what `?question=` asks."""
    if registration.state in ENDED:
        raise RuleViolation(MOVED_ON)
    wanted = asked_for(registration)
    if wanted is None:
        abort(404)
    form, page = PaperForm(), address_of(registration)
    status = status_of(form)
    if form.validate_on_submit():
        status = send_file(registration, wanted, form)
        if status == 200:
            flash(_("The document is saved."), "success")
            return redirect(page)
    return render_template(
        "meetings/add_registration_paper.html",
        registration=registration,
        wanted=wanted,
        form=form,
        to=page,
        largest=document_settings.largest_megabytes(),
    ), status


def asked_for(registration):
    """What the address names of the documents that are asked for; the first without a name."""
    wanted = queries.asked_papers(registration)
    named = request.args.get("question", type=uuid.UUID)
    if named is None:
        return next((each for each in wanted if each.question is None), None)
    return next((each for each in wanted if each.question and each.question.id == named), None)


def send_file(registration, wanted, form) -> int:
    """Take the document in and add it: 200, or the status of a refusal told at the field."""
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return status
    try:
        commands.add_paper(registration, wanted, actor=actor(), taken=taken, key=form.key)
    except RuleViolation as refusal:
        form.file.errors = [refusal.sentence]
        return 422
    return 200


@bp.post(f"{PAPER}/remove")
@access(Registrations.CHANGE, queries.get_paper)
def remove_registration_paper(paper):
    """Take a document out of what has not been sent."""
    page = address_of(paper.registration)
    if ConfirmForm().validate_on_submit():
        try:
            commands.remove_paper(paper, actor=actor())
        except RuleViolation as refusal:
            flash(refusal.sentence, "error")
        else:
            flash(_("The document is removed."), "success")
    return redirect(page)


@bp.get(PAPER)
@access(Registrations.SEE_CONTACT, queries.get_paper)
def show_registration_paper(paper):
    """One page of a document as a picture, its words beside it."""
    return render_template(
        "meetings/show_registration_paper.html",
        paper=paper,
        file=opening.opened(paper.document, of=paper),
        to=address_of(paper.registration),
    )


@bp.get(f"{PAPER}/page-picture")
@access(Registrations.SEE_CONTACT, queries.get_paper)
def show_registration_paper_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper)


@bp.get(f"{PAPER}/download")
@access(Registrations.SEE_CONTACT, queries.get_paper)
def download_registration_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper)
