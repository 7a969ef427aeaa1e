"""The applicant's pages: what you need, start, task list, receipt."""

from flask import redirect, render_template, request, url_for

from engagement.accreditation import commands, queries, settings
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.models import ApplicationPath, ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.private_sector import MOST_QUESTIONS
from engagement.accreditation.tracks import (
    MAJOR_GROUP,
    PRIVATE_SECTOR,
    TRACKS,
    Track,
    track_for,
)
from engagement.accreditation.views import (
    answers,
    clock,
    completeness,
    eligibility,
    standing,
)
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.workflow import workflow
from engagement.core.permissions import can
from engagement.organizations import queries as organization_queries
from engagement.organizations.permissions import Organizations
from engagement.web.access import access, actor, public
from engagement.web.i18n import language


@bp.get("/")
@public
def show_start():
    """What you need, how long it takes, who decides: before an account is asked for."""
    return render_template(
        "accreditation/show_start.html",
        track=MAJOR_GROUP,
        standards=standards(),
        expected=clock.expected(),
        apply_by=clock.apply_by(),
    )


@bp.get("/private-sector")
@public
def show_private_sector():
    """The same for companies: what it gives and what not, the short path, both clocks."""
    return render_template(
        "accreditation/show_private_sector.html",
        track=PRIVATE_SECTOR,
        word=settings.public_word(),
        months=settings.business_months(),
        most_questions=MOST_QUESTIONS,
        full=standards(PRIVATE_SECTOR),
        short=standards(PRIVATE_SECTOR, ApplicationPath.SME),
    )


def standards(
    track: Track = MAJOR_GROUP, path: ApplicationPath = ApplicationPath.FULL
) -> dict[str, int]:
    """The promised days of each stage."""
    rules = queries.standards_of(track.key, path)
    return {
        "completeness": rules[ApplicationState.SUBMITTED](),
        "review": rules[ApplicationState.IN_REVIEW](),
        "decision": rules[ApplicationState.RECOMMENDED](),
        "registered_years": settings.registered_years(),
    }


@bp.route("/start/<uuid:organization_id>", methods=["GET", "POST"])
@access(Organizations.EDIT, organization_queries.get_organization)
def start_application(organization):
    """Open the draft of an organization, or go on with it."""
    if organization.kept_by_staff:
        return redirect(url_for(".start_by_post", organization_id=organization.id))
    track = track_for(organization.kind)
    begun = queries.open_application(organization, track.key)
    if begun is not None and request.method == "GET":
        return redirect(url_for(".show_application", application_id=begun.id))
    if request.method == "GET" and queries.accreditation_held(organization.id, track.key):
        return redirect(url_for("organizations.show_organization", organization_id=organization.id))
    form = StartForm()
    if form.validate_on_submit():
        application = commands.start_application(
            organization,
            actor=actor(),
            track=track.key,
            language=language(),
            known=None if track.is_business else eligibility.carried_answers(),
            outdated=answers.outdated_sections(organization, short_or_full(organization)),
        )
        eligibility.forget_carried()
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/start_application.html",
        form=form,
        organization=organization,
        track=track,
        short=track.on(ApplicationPath.SME) if queries.may_go_short(organization) else None,
        most_questions=MOST_QUESTIONS,
        may_apply_from=queries.may_apply_from(organization.id, track.key),
    )


def short_or_full(organization) -> ApplicationPath:
    """The path that an application of this organization begins on."""
    short = queries.may_go_short(organization)
    return ApplicationPath.SME if short else ApplicationPath.FULL


@bp.post("/applications/<uuid:application_id>/choose-path")
@access(Accreditations.EDIT, queries.get_application)
def choose_path(application):
    """Answer the full questionnaire instead of the short path, or the other way round."""
    if StartForm().validate_on_submit():
        short = request.form.get("path") == ApplicationPath.SME
        wanted = ApplicationPath.SME if short else ApplicationPath.FULL
        commands.choose_path(
            application,
            actor=actor(),
            path=wanted,
            outdated=answers.outdated_sections(application.organization, wanted),
        )
    return redirect(url_for(".show_application", application_id=application.id))


@bp.get("/applications/<uuid:application_id>")
@access(Accreditations.VIEW, queries.get_application)
def show_application(application):
    """The applicant's hub: the task list of a draft, then how the case stands."""
    if not can(actor(), Accreditations.EDIT, application):
        return redirect(url_for(".review_application", application_id=application.id))
    if application.state == ApplicationState.DRAFT:
        saved = queries.sections_of(application)
        there = queries.papers_there(application)
        missing = queries.missing_parts(application, saved, there)
        return render_template(
            "accreditation/show_tasks.html",
            application=application,
            tasks=answers.tasks(application, saved, there, missing),
            missing=missing,
            plan=answers.plan_of(application, saved),
            is_short=application.path == ApplicationPath.SME,
            may_go_short=queries.may_go_short(application.organization),
            track=queries.track_of(application),
            choose=StartForm(formdata=None),
            most_questions=MOST_QUESTIONS,
        )
    return render_template(
        "accreditation/show_application.html",
        application=application,
        available=workflow.available(application, actor()),
        round=queries.open_round(application)
        if application.state == ApplicationState.CLARIFICATION
        else None,
        rounds=queries.rounds_in_words(application),
        returned=queries.open_return(application),
        asked=completeness.asked_parts(application),
        stages=answers.stages_for_applicant(application),
        accreditation=queries.accreditation_of(application),
        standing=standing.standing(application),
        refusal=standing.refusal(application),
        may_begin=standing.may_begin(application),
        letters=queries.letters_of(application, actor().id),
    )


@bp.get("/applications/<uuid:application_id>/receipt")
@access(Accreditations.VIEW, queries.get_application)
def show_receipt(application):
    """The receipt: number, time, hash, what happens next."""
    if application.snapshot is None:
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/show_receipt.html",
        application=application,
        standards=standards(TRACKS[application.track], application.path),
        received=queries.received(application.snapshot),
    )
