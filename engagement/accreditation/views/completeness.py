"""Return for completion at the desk; what was returned, for the applicant."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.evidence import KEYS
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
