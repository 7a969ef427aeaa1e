"""Check everything on one page, then declare and send: the first time and after a return."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries, snapshots
from engagement.accreditation.forms.applicant import DeclarationForm
from engagement.accreditation.models import Application, ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers, completeness, documents
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.views.hindrance import kept_from
from engagement.accreditation.workflow import SUBMIT
from engagement.core.errors import RuleViolation, Stale
from engagement.core.permissions import can
from engagement.organizations.queries import focal_points
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.get("/applications/<uuid:application_id>/check")
@access(Accreditations.EDIT, queries.get_application)
def check_answers(application):
    """All answers on one page, each with a link to change it; then declare and submit."""
    if application.state != ApplicationState.DRAFT:
        return to_application(application)
    return check_page(application, DeclarationForm())


@bp.post("/applications/<uuid:application_id>/submit-application")
@access(Accreditations.SUBMIT, queries.get_application)
def submit_application(application):
    """Declare and submit; a second sending of the same page shows the same result."""
    return send(application, commands.submit_application, check_page, ApplicationState.DRAFT)


@bp.get("/applications/<uuid:application_id>/check-again")
@access(Accreditations.EDIT, queries.get_application)
def check_again(application):
    """What was asked for with the answers as they stand now; then declare and send again."""
    if application.state != ApplicationState.RETURNED:
        return to_application(application)
    return check_again_page(application, DeclarationForm())


@bp.post("/applications/<uuid:application_id>/resubmit-application")
@access(Accreditations.SUBMIT, queries.get_application)
def resubmit_application(application):
    """Send the completed application; a second sending of the page shows the same result."""
    return send(
        application, commands.resubmit_application, check_again_page, ApplicationState.RETURNED
    )


def send(application: Application, command, page, waiting: ApplicationState):
    """Send by a command what a page declares; the page again if that cannot be.

    `waiting`: the state in which it can still be mended on the page.
    """
    form = DeclarationForm()
    if not form.validate_on_submit():
        if application.state != waiting:  # incomplete as well as late: the name is still shown
            raise RuleViolation(nothing_to_send(application))
        return page(application, form), status_of(form)
    try:
        command(
            application,
            actor=actor(),
            declared_name=form.declared_name.data,
            seen=form.seen.data,
            key=form.key,
        )
    except Stale:
        return page(application, form), 409
    return redirect(url_for(".show_receipt", application_id=application.id))


def check_page(application: Application, form: DeclarationForm) -> str:
    """Every answer and document, and the declaration."""
    return declaration_page(
        "accreditation/check_answers.html",
        application,
        form,
        sections=answers.sections_with_answers(application),
        editable=queries.editable_sections(application),
        hindrance=kept_from(SUBMIT, application, actor()),
    )


def check_again_page(application: Application, form: DeclarationForm) -> str:
    """The returned parts with their answers, every document, and the declaration."""
    editable = queries.editable_sections(application)
    return declaration_page(
        "accreditation/check_again.html",
        application,
        form,
        asked=completeness.asked_parts(application),
        editable=editable,
        sections=[
            part
            for part in answers.sections_with_answers(application)
            if part["section"].key in editable
        ],
    )


def declaration_page(template: str, application: Application, form, **values) -> str:
    """A page that ends in the declaration; says what colleagues changed since it was opened."""
    carried = form.seen.data if form.is_submitted() else None
    changed = snapshots.changed_since(application, carried) if carried else frozenset()
    form.seen.data = snapshots.seen(application)
    if changed:
        form.declared.data = False
    return render_template(
        template,
        application=application,
        form=form,
        missing=queries.missing_parts(application),
        documents=documents.sent(application),
        leaders=focal_points(application.organization_id),
        may_submit=can(actor(), Accreditations.SUBMIT, application),
        changed=in_words(application, changed),
        shown={"documents", *(f"section-{part['section'].key}" for part in values["sections"])},
        **values,
    )


def in_words(application: Application, changed: frozenset[str]) -> list[dict]:
    """The changed parts in the order of the page: title, and who saved a section when."""
    saved = queries.sections_of(application)
    keys = changed | ({queries.people_section(application)} if "people" in changed else set())
    rows = [
        {
            "title": section.title,
            "anchor": f"section-{section.key}",
            "saved": saved.get(section.key) if section.key in changed else None,
        }
        for section in queries.track_of(application).sections
        if section.key in keys
    ]
    if "documents" in changed:
        rows.append({"title": _("Documents"), "anchor": "documents", "saved": None})
    return rows


def nothing_to_send(application: Application) -> str:
    """That this page is over, and how the application stands."""
    return _(
        "There is nothing to send now. This is how the application stands: %(state)s.",
        state=application.state.label,
    )


def to_application(application: Application):
    """This page is over: say why, and show how the application stands."""
    flash(nothing_to_send(application), "info")
    return redirect(url_for(".show_application", application_id=application.id))
