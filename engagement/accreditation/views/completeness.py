"""Checking and returning at the desk; what was returned, for the applicant."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.evidence import EVERY
from engagement.accreditation.forms.completeness import (
    Part,
    completeness_form,
    file_part,
    paper_part,
    section_part,
)
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers, case_papers, changes, lane_context
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.documents.models import Scan
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/desk/<uuid:application_id>/return-application", methods=["GET", "POST"])
@access(Accreditations.RETURN, queries.get_application)
def return_application(application):
    """Check what was sent, part by part; keep what was found, or return it for completion."""
    here = url_for(".review_application", application_id=application.id, **lane_context.kept())
    rows = case_papers.papers(application) if application.snapshot else []
    form = completeness_form(parts_to_check(application, rows), queries.checks_of(application))
    valid = form.validate_on_submit()
    if valid and request.form.get("next") == "later":
        commands.check_completeness(application, actor=actor(), checks=form.found(), key=form.key)
        flash(_("What you have checked is kept. Nobody has been told yet."), "success")
        return redirect(here)
    if valid and form.asks_for_something():
        commands.return_application(
            application, actor=actor(), parts=form.asked(), checks=form.found(), key=form.key
        )
        flash(_("The application is back with the applicant, who has been told."), "success")
        return redirect(here)
    if application.state != ApplicationState.SUBMITTED:
        if form.is_submitted():  # incomplete as well as late: what was typed is still shown
            raise RuleViolation(MOVED_ON)
        return redirect(here)
    return render_template(
        "accreditation/return_application.html",
        application=application,
        form=form,
        to_case=here,
        rows=controls(form),
        sections=answers.sections_with_answers(application, application.snapshot.content),
        papers=rows,
        **changes.shown(application),
    ), status_of(form)


def parts_to_check(application, papers: list[dict]) -> list[Part]:
    """Sections, then the files of each paper, then papers of which nothing came."""
    track = queries.track_of(application)
    files = [
        file_part(
            file["placed"].id,
            file["document"].name,
            row["paper"].key,
            harmful=file["document"].scan == Scan.INFECTED,
        )
        for row in papers
        for file in row["files"]
    ]
    sent = {row["paper"].key for row in papers if row["files"]}
    return [
        *(section_part(each.key, each.title) for each in track.sections),
        *files,
        *(paper_part(each.key, each.title) for each in track.documents if each.key not in sent),
    ]


def controls(form) -> dict[str, dict]:
    """The two controls of each part, by its key."""
    return {
        part.key: {
            "part": part,
            "check": form[f"check_{part.slug}"],
            "note": form[f"note_{part.slug}"],
        }
        for part in form.parts_to_check
    }


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
    if part.document in EVERY:
        return url_for(".add_document", application_id=application.id, paper=part.document)
    return None
