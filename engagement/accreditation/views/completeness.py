"""Return for completion at the desk; what was returned, and sending again, for the applicant."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.evidence import KEYS
from engagement.accreditation.forms.applicant import DeclarationForm
from engagement.accreditation.forms.completeness import return_form
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers
from engagement.accreditation.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/desk/<uuid:application_id>/return-application", methods=["GET", "POST"])
@access(Accreditations.RETURN, queries.get_application)
def return_application(application):
    """Say of each part what has to be completed, beside the answers it is about."""
    form = return_form(queries.track_of(application))()
    if form.validate_on_submit():
        commands.return_application(application, actor=actor(), parts=form.parts(), key=form.key)
        flash(_("The application is back with the applicant, who has been told."), "success")
        return redirect(url_for(".review_application", application_id=application.id))
    if application.state != ApplicationState.SUBMITTED:
        return redirect(url_for(".review_application", application_id=application.id))
    return render_template(
        "accreditation/return_application.html",
        application=application,
        form=form,
        sections=answers.sections_with_answers(application, application.snapshot.content),
    ), status_of(form)


@bp.get("/applications/<uuid:application_id>/check-again")
@access(Accreditations.EDIT, queries.get_application)
def check_again(application):
    """What was asked for with the answers as they stand now; then declare and send again."""
    if application.state != ApplicationState.RETURNED:
        return redirect(url_for(".show_application", application_id=application.id))
    return check_again_page(application, DeclarationForm())


@bp.post("/applications/<uuid:application_id>/resubmit-application")
@access(Accreditations.SUBMIT, queries.get_application)
def resubmit_application(application):
    """Send the completed application; a second sending of the page shows the same result."""
    form = DeclarationForm()
    if not form.validate_on_submit() and application.state == ApplicationState.RETURNED:
        return check_again_page(application, form), status_of(form)
    if form.validate():
        commands.resubmit_application(
            application, actor=actor(), declared_name=form.declared_name.data, key=form.key
        )
    return redirect(url_for(".show_receipt", application_id=application.id))


def check_again_page(application, form) -> str:
    """The returned parts with their answers, and the declaration."""
    editable = queries.editable_sections(application)
    return render_template(
        "accreditation/check_again.html",
        application=application,
        form=form,
        missing=queries.missing_parts(application),
        asked=asked_parts(application),
        editable=editable,
        sections=[
            part
            for part in answers.sections_with_answers(application)
            if part["section"].key in editable
        ],
    )


def asked_parts(application) -> list[dict]:
    """What the applicant has to complete now, each with its link and whether it has changed."""
    changed = queries.changed_sections(application) | queries.changed_documents(application)
    return [
        row
        | {
            "url": address_of(application, row["part"]),
            "changed": (row["part"].section or row["part"].document) in changed,
        }
        for row in queries.parts_in_words(queries.open_return(application))
    ]


def address_of(application, part) -> str | None:
    """Where a returned part is completed; None for a document the track does not ask for."""
    if part.section:
        return url_for(".edit_section", application_id=application.id, key=part.section)
    if part.document in KEYS:
        return url_for(".add_document", application_id=application.id, paper=part.document)
    return None
