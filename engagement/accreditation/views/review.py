"""The reviewer's pages of a case: two columns, findings, recommendation."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.desk import RecommendationForm, finding_form
from engagement.accreditation.models import ApplicationState, Verdict
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import (
    answers,
    case_papers,
    certified,
    changes,
    cited,
    findings,
    history,
    lane_context,
    screening,
)
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.views.look_alikes import look_alikes
from engagement.accreditation.workflow import workflow
from engagement.audit.reading import noted
from engagement.core.permissions import can
from engagement.core.text import NATIVE_NAMES
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.get("/desk/<uuid:application_id>")
@access(Accreditations.HANDLE, queries.get_application)
@noted
def review_application(application):
    """One case: answers and, beside them, findings, people and the timeline."""
    available = workflow.available(application, actor())
    may_assign = (
        can(actor(), Accreditations.ASSIGN, application)
        and application.state in queries.UNDER_REVIEW
    )
    free_place = queries.free_place(application)
    has_place = queries.has_place(application, actor().id)
    return render_template(
        "accreditation/review_application.html",
        application=application,
        form=StartForm(),
        sections=answers.sections_with_answers(application, application.snapshot.content),
        criteria=findings.criteria_rows(application, actor()),
        available=available,
        unjudged=queries.unjudged_criteria(application, actor().id),
        **certified.to_record(application),
        recommendations=queries.recommendations_seen_by(actor(), application),
        hidden=not queries.sees_other_reviewers(actor(), application),
        recommended=queries.has_recommended(application, actor().id),
        pending=queries.pending_decision_seen_by(actor(), application),
        rounds=queries.rounds_in_words(application),
        papers=case_papers.papers(application),
        harmful=queries.harmful_files(application),
        **changes.shown(application),
        needs_justification=application.state == ApplicationState.IN_REVIEW
        and queries.needs_justification(application),
        may_justify=can(actor(), Accreditations.JUSTIFY_ROUND, application),
        requested=queries.round_request(application),
        messages=queries.messages_of(application),
        notes=queries.notes_of(application),
        may_assign=may_assign,
        free_place=free_place,
        has_place=has_place,
        left=queries.left_after(application, actor().id)
        if may_assign and free_place and not has_place
        else None,
        checked=checked(application),
        alike=look_alikes(application, actor()),
        kept=lane_context.kept(),
        way_back=url_for(".show_queue", **lane_context.kept()),
        next_case=lane_context.next_in_lane(application, actor()),
        screening=screening.shown(application, actor()),
        history=history.events(application, actor()),
        why_back=history.why_back(application),
        request_made=queries.reconsideration_of(application),
        reconsidered_by=queries.last_reconsidered(application),
        postal=queries.postal_letters_of(application),
    )


def to_case(application) -> str:
    """The page of the case, which still knows the lane it was opened from."""
    return url_for(".review_application", application_id=application.id, **lane_context.kept())


def checked(application) -> dict:
    """How many parts of what was sent are checked, of how many, and how many are wanting."""
    checks = queries.checks_of(application)
    papers = queries.papers_sent(application)
    return {
        "done": len(checks),
        "all": len(queries.track_of(application).sections) + len(papers),
        "faults": sum(not each.in_order for each in checks.values()),
    }


@bp.post("/desk/<uuid:application_id>/accept-application")
@access(Accreditations.ACCEPT, queries.get_application)
def accept_application(application):
    """Take a complete application into review."""
    form = StartForm()
    if form.validate_on_submit():
        commands.accept_application(application, actor=actor())
        flash(_("The application is in review. The applicant has been told."), "success")
    return redirect(to_case(application))


@bp.route(
    "/desk/<uuid:application_id>/criteria/<string(maxlength=60):criterion>", methods=["GET", "POST"]
)
@access(Accreditations.JUDGE, findings.get_criterion)
@noted
def judge_criterion(subject):
    """Judge one criterion beside the answers it is about."""
    application, criterion = subject.application, subject.criterion
    if application.state != ApplicationState.IN_REVIEW and request.method == "GET":
        return redirect(to_case(application))
    own = findings.own_finding(application, criterion.key, actor().id)
    content = application.snapshot.content
    sections = [
        row
        for row in answers.sections_with_answers(application, content)
        if row["section"].key in criterion.sections
    ]
    form = finding_form(
        cited.citable(sections, content, queries.answered_questions(application)),
        content.get("documents", []),
        own
        and {
            "verdict": own.verdict.value,
            "reason": own.reason,
            "note": own.note,
            "evidence": own.evidence,
        },
    )
    if form.validate_on_submit():
        commands.judge_criterion(
            application,
            actor=actor(),
            criterion=criterion.key,
            verdict=Verdict(form.verdict.data),
            reason=form.reason.data,
            note=form.note.data or "",
            evidence=form.evidence(),
        )
        left = queries.unjudged_criteria(application, actor().id)
        if left:
            return redirect(
                url_for(
                    ".judge_criterion",
                    application_id=application.id,
                    criterion=left[0],
                    **lane_context.kept(),
                )
            )
        flash(_("You have judged every criterion. You can recommend now."), "success")
        return redirect(to_case(application))
    return render_template(
        "accreditation/judge_criterion.html",
        application=application,
        criterion=criterion,
        form=form,
        to_case=to_case(application),
        sections=sections,
        written_in=NATIVE_NAMES[application.language],
        rounds=queries.rounds_in_words(application),
        **case_papers.beside(application, criterion),
    ), status_of(form)


def is_company(application) -> bool:
    """Whether screening is a criterion of the application."""
    return queries.track_of(application).is_business


def kept_by_screening(application, field) -> bool:
    """Whether a company cannot be recommended so by its screening; of others it is no criterion."""
    return is_company(application) and screening.kept_from(application, field)


@bp.route("/desk/<uuid:application_id>/recommend-application", methods=["GET", "POST"])
@access(Accreditations.RECOMMEND, queries.get_application)
def recommend_application(application):
    """Advise whoever decides."""
    form = RecommendationForm()
    if (
        form.validate_on_submit()
        and not certified.kept_from(application, form.accredit)
        and not kept_by_screening(application, form.accredit)
    ):
        commands.recommend_application(
            application,
            actor=actor(),
            accredit=form.accredit.data == "yes",
            reason=form.reason.data,
            key=form.key,
        )
        if application.state == ApplicationState.RECOMMENDED:
            flash(_("Your recommendation is with the approvers."), "success")
        else:
            flash(_("Your recommendation is kept. A second reviewer gives another one."), "success")
        return redirect(to_case(application))
    return render_template(
        "accreditation/recommend_application.html",
        application=application,
        form=form,
        to_case=to_case(application),
        kept=lane_context.kept(),
        criteria=findings.criteria_rows(application, actor()),
        unjudged=queries.unjudged_criteria(application, actor().id),
        copies_open=certified.in_words(certified.titles_of_open(application)),
        hindrance=queries.hindered_by_screening(application) if is_company(application) else None,
        rounds=queries.rounds_in_words(application),
        papers=case_papers.papers(application),
    ), status_of(form)
