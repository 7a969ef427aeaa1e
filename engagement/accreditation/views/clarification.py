"""Pages of a round of questions: justify, ask, answer."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.clarification import (
    OWN_QUESTIONS,
    JustificationForm,
    RoundRequestForm,
    answers_form,
    ask_form,
)
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.question_library import LIBRARY
from engagement.accreditation.views import answers, case_papers, documents, lane_context
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import RuleViolation, Stale
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/desk/<uuid:application_id>/justify-round", methods=["GET", "POST"])
@access(Accreditations.JUSTIFY_ROUND, queries.get_application)
def justify_round(application):
    """Why one more round of questions is needed; by the head of unit."""
    return round_page(
        application,
        "accreditation/justify_round.html",
        JustificationForm(),
        commands.justify_round,
        done=_("One more round of questions can be asked now."),
    )


@bp.route("/desk/<uuid:application_id>/request-round", methods=["GET", "POST"])
@access(Accreditations.ASK, queries.get_application)
def request_round(application):
    """Ask the head of unit for one more round of questions."""
    return round_page(
        application,
        "accreditation/request_round.html",
        RoundRequestForm(),
        commands.request_round,
        done=_("The head of unit has been told, and you will be."),
    )


def round_page(application, template: str, form, command, done: str):
    """A reason for one more round, beside the rounds so far; `command` takes it."""
    if form.validate_on_submit():
        command(application, actor=actor(), text=form.text.data, key=form.key)
        flash(done, "success")
        return redirect(url_for(".review_application", application_id=application.id))
    return render_template(
        template,
        application=application,
        form=form,
        requested=queries.round_request(application),
        rounds=queries.rounds_in_words(application),
    ), status_of(form)


@bp.route("/desk/<uuid:application_id>/ask-clarification", methods=["GET", "POST"])
@access(Accreditations.ASK, queries.get_application)
def ask_clarification(application):
    """Choose and write the questions of a round, beside the answers given so far."""
    here = url_for(".review_application", application_id=application.id, **lane_context.kept())
    track = queries.track_of(application)
    harmful = frozenset(each.requirement for each in queries.harmful_files(application))
    form = ask_form(application.language, track, queries.certified_already(application), harmful)
    if not form.is_submitted():
        form.suggest(certified=request.args.getlist("certified"), harmful=harmful)
    if form.validate_on_submit():
        commands.ask_clarification(
            application,
            actor=actor(),
            questions=form.questions(),
            papers=form.papers(),
            key=form.key,
        )
        flash(_("The questions are with the applicant. The clock is stopped."), "success")
        return redirect(here)
    if application.state != ApplicationState.IN_REVIEW:
        if form.is_submitted():  # incomplete as well as late: what was typed is still shown
            raise RuleViolation(MOVED_ON)
        return redirect(here)
    return render_template(
        "accreditation/ask_clarification.html",
        application=application,
        form=form,
        to_case=here,
        library=_library_by_criterion(application),
        own=[form[f"own_{number}"] for number in range(1, OWN_QUESTIONS + 1)],
        wanted=[(form[f"cause_{each.key}"], form[f"note_{each.key}"]) for each in track.documents],
        needs_justification=queries.needs_justification(application),
        requested=queries.round_request(application),
        may_justify=can(actor(), Accreditations.JUSTIFY_ROUND, application),
        rounds=queries.rounds_in_words(application),
        sections=answers.sections_with_answers(application, application.snapshot.content),
        papers=case_papers.papers(application),
    ), status_of(form)


def _library_by_criterion(application) -> list[tuple]:
    """Each criterion with its questions of the library."""
    return [
        (criterion, [question for question in LIBRARY if question.criterion == criterion.key])
        for criterion in queries.track_of(application).criteria
    ]


@bp.route("/applications/<uuid:application_id>/answer-clarification", methods=["GET", "POST"])
@access(Accreditations.EDIT, queries.get_application)
def answer_clarification(application):
    """Each question with its box; saved as a draft, or sent all together."""
    one = queries.open_round(application)
    if one is None or application.state != ApplicationState.CLARIFICATION:
        if request.method == "POST":
            raise RuleViolation(
                _("No questions wait for an answer: they were answered, or the case moved on.")
            )
        return redirect(url_for(".show_application", application_id=application.id))
    form = answers_form(queries.questions_in_words(one))
    later = request.form.get("next") == "later"
    if not form.validate_on_submit() or not (later or _can_be_sent(application, one, form)):
        if form.is_submitted() and "csrf_token" not in form.errors:
            return _keep_drafts(application, one, form)
        return _answers_page(application, one, form), status_of(form)
    try:
        _save_or_send(application, form, later)
    except Stale as refusal:
        return _answers_page(application, refusal.current, form, refusal), 409
    return redirect(url_for(".show_application", application_id=application.id))


def _can_be_sent(application, one, form) -> bool:
    """Whether every question has an answer and every paper has come; else what is left is told."""
    left = queries.papers_to_send(application, one)
    if left:
        form.form_errors.append(_("Send every paper that we ask for before you send the answers."))
    return form.require_all() and not left


def _save_or_send(application, form, later) -> None:
    if later:
        commands.save_answers(
            application,
            actor=actor(),
            answers=form.by_number(),
            version=answers.posted_version(),
        )
        flash(_("Saved. The answers are not sent yet."), "success")
        return
    commands.answer_clarification(
        application,
        actor=actor(),
        answers=form.by_number(),
        version=answers.posted_version(),
        key=form.key,
    )
    flash(_("Your answers are sent. The review goes on."), "success")


def _keep_drafts(application, one, form):
    """What can be saved is saved, so that nothing typed is lost; then the page with its errors."""
    fitting = {number: text for number, text in form.by_number().items() if len(text) <= 5000}
    try:
        commands.save_answers(
            application, actor=actor(), answers=fitting, version=answers.posted_version()
        )
    except Stale as refusal:
        return _answers_page(application, refusal.current, form, refusal), 409
    return _answers_page(application, one, form), 422


def _answers_page(application, one, form, refusal=None) -> str:
    """The page of a round for the applicant; after a stale save with both texts."""
    questions = queries.questions_in_words(one)
    reason = queries.justifications_of(application).get(one.number)
    return render_template(
        "accreditation/answer_clarification.html",
        application=application,
        round=one,
        form=form,
        rows=[
            question
            | {
                "field": form[f"answer_{question['number']}"],
                "theirs": question["answer"]
                if refusal and question["answer"] != form[f"answer_{question['number']}"].data
                else None,
            }
            for question in questions
        ],
        papers=documents.papers_of_round(application, one),
        refusal=refusal,
        justification=reason.text if reason else None,
        may_send=can(actor(), Accreditations.ANSWER, application),
    )
