"""The approver's pages: what is to be decided, one decision, several, sending back, undo."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries, settings
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.decision import (
    ChosenForm,
    DecisionForm,
    SendBackForm,
    SeveralForm,
)
from engagement.accreditation.models import (
    FIRST_OUTCOMES,
    Application,
    ApplicationState,
    Outcome,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import (
    answers,
    case_papers,
    certified,
    changes,
    cited,
    history,
    judged,
    screening,
)
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.views.hindrance import kept_from
from engagement.accreditation.workflow import DECIDE
from engagement.audit.reading import noted
from engagement.core.errors import Stale
from engagement.core.text import NATIVE_NAMES
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset

PAGE_SIZE = 20
"""Each case of the page shows its findings, and all are decided on with one look."""


@bp.get("/decisions")
@access(Accreditations.QUEUE_OF_DECISIONS)
def show_decisions():
    """What waits for a decision, and what was decided and can still be undone."""
    return decisions_page(ChosenForm())


def decisions_page(form):
    """The page of decisions with a form as it stands."""
    page = keyset(queries.to_decide(actor()), queries.QUEUE_ORDER, size=PAGE_SIZE)
    ids = [row.id for row in page.rows]
    by_id = queries.cases(actor(), ids)
    return render_template(
        "accreditation/show_decisions.html",
        page=page,
        cases=case_rows([by_id[each] for each in ids]),
        pending=queries.pending_decisions(actor()),
        to_reconsider=queries.count_to_reconsider(actor()),
        form=form,
        undo_form=StartForm(formdata=None),
        chosen=form.applications.data or [],
    )


def case_rows(applications: list[Application], *, here: bool = False) -> list[dict]:
    """Each application with findings, recommendations and what keeps this person from deciding.

    `here`: the page shows the answers too, so evidence leads to them.
    """
    ids = [application.id for application in applications]
    # first, so that a page never carries newer recommendations than it shows findings
    recommendations = queries.standing_recommendations(ids)
    findings = queries.findings_by_application(ids)
    outcomes = queries.recommended_outcomes(ids)
    evidence = cited.in_words([each for given in findings.values() for each in given], here=here)
    unseen = queries.not_looked_at_among(applications)
    rows = []
    for application in applications:
        hidden = not queries.sees_other_reviewers(actor(), application)
        outcome = outcomes.get(application.id)
        hindrance = kept_from(DECIDE, application, actor())
        if hindrance is None and outcome == Outcome.ACCREDIT:
            hindrance = unseen.get(application.id)
        rows.append(
            {
                "application": application,
                "criteria": judged.rows(application, seen(findings, application, hidden), evidence),
                "recommendations": seen(recommendations, application, hidden),
                "seen": queries.seen_recommendations(recommendations.get(application.id, [])),
                "outcome": outcome,
                "hindrance": hindrance or (None if outcome else queries.NO_COMMON_RECOMMENDATION),
            }
        )
    return rows


def seen(by_application: dict, application: Application, hidden: bool) -> list:
    """What reviewers found or advise on an application, without others' where that is hidden."""
    rows = by_application.get(application.id, [])
    return [row for row in rows if row.reviewer_id == actor().id] if hidden else rows


@bp.post("/decisions/confirm")
@access(Accreditations.QUEUE_OF_DECISIONS)
def confirm_decisions():
    """Each ticked application with what will be sent, and those that cannot be done with why."""
    form = ChosenForm()
    if not form.validate_on_submit():
        return decisions_page(form), status_of(form)
    return confirm_page(SeveralForm(formdata=None, applications=form.applications.data))


def confirm_page(form, *, previewed: bool = False):
    """The page that asks once more with the letters that would leave, and a form as it stands."""
    by_id = queries.cases(actor(), form.applications.data)
    rows = case_rows([by_id[each] for each in form.applications.data if each in by_id])
    carried = form.seen.by_case()
    readers = queries.readers_by_organization([row["application"].organization_id for row in rows])
    for row in rows:
        row["readers"] = readers.get(row["application"].organization_id, [])
        row["seen"] = carried.get(row["application"].id, row["seen"])
        row["letters"] = (
            []
            if row["hindrance"]
            else letters(row["application"], [row["outcome"]], form.reason.data)
        )
    return render_template(
        "accreditation/confirm_decisions.html",
        form=form,
        possible=[row for row in rows if not row["hindrance"]],
        impossible=[row for row in rows if row["hindrance"]],
        previewed=previewed,
        undo_minutes=settings.undo_minutes(),
        language_names=NATIVE_NAMES,
    )


@bp.post("/decisions/decide")
@access(Accreditations.QUEUE_OF_DECISIONS, fresh=True)
def decide_as_recommended():
    """Decide on the ticked applications as recommended, and say what became of each."""
    form = SeveralForm()
    if not form.validate_on_submit():
        return confirm_page(form), status_of(form)
    if wants_preview():
        return confirm_page(form, previewed=True)
    by_id = queries.cases(actor(), form.applications.data)
    results = commands.decide_as_recommended(
        [by_id[each] for each in form.applications.data if each in by_id],
        actor=actor(),
        reason=form.reason.data,
        seen=form.seen.by_case(),
        key=form.key,
    )
    return render_template("accreditation/decided.html", results=results, reason=form.reason.data)


@bp.route("/desk/<uuid:application_id>/decide-application", methods=["GET", "POST"])
@access(Accreditations.DECIDE, queries.get_application, fresh=True)
@noted
def decide_application(application):
    """Decide on a recommended application, with the letters before one's eyes."""
    form = DecisionForm()
    valid = (
        form.validate_on_submit()
        and not certified.kept_from(application, form.outcome)
        and not screening.kept_from(application, form.outcome)
    )
    if valid and not wants_preview():
        try:
            decision = commands.decide_application(
                application,
                actor=actor(),
                outcome=Outcome(form.outcome.data),
                reason=form.reason.data,
                seen=form.seen.data,
                key=form.key,
            )
        except Stale as refusal:
            form.seen.data = None
            return decision_page(application, form, refusal=refusal), 409
        tell_decided(decision)
        return redirect(url_for(".show_decisions"))
    return decision_page(application, form, previewed=valid), 200 if valid else status_of(form)


def decision_page(application: Application, form, *, previewed: bool = False, refusal=None) -> str:
    """The page of one decision with a form as it stands; after a change with what happened."""
    case = case_rows([application], here=True)[0]
    if form.seen.data is None:
        form.seen.data = case["seen"]
    return render_template(
        "accreditation/decide_application.html",
        application=application,
        form=form,
        refusal=refusal,
        case=case,
        hindrance=kept_from(DECIDE, application, actor()),
        screening=screening.shown(application, actor()),
        may_send_back=application.state == ApplicationState.RECOMMENDED
        and queries.pending_decision(application) is None,
        **what_was_sent(application),
        letters=letters_to_decide_on(application, form.reason.data),
        previewed=previewed,
        undo_minutes=settings.undo_minutes(),
    )


def wants_preview() -> bool:
    """Whether the letter is to be shown with what was typed, and nothing decided."""
    return "preview" in request.form


def what_was_sent(application: Application) -> dict:
    """What was sent, what changed, the history and what holds it, for the page of who decides."""
    return {
        "sections": answers.sections_with_answers(application, application.snapshot.content),
        "rounds": queries.rounds_in_words(application),
        "papers": case_papers.papers(application),
        "copies_open": certified.in_words(certified.titles_of_open(application)),
        "unseen": queries.not_looked_at(application),
        "history": history.events(application, actor()),
        "written_in": NATIVE_NAMES[application.language],
        **changes.shown(application),
    }


def letters_to_decide_on(application: Application, reason: str | None) -> list[dict]:
    """The letters of a first decision; none before the case is recommended.

    They are made of all findings, which a reviewer who can also decide must not read early.
    """
    if application.state != ApplicationState.RECOMMENDED:
        return []
    if not queries.sees_other_reviewers(actor(), application):
        return []
    return letters(application, FIRST_OUTCOMES, reason)


def letters(application: Application, outcomes, reason: str | None) -> list[dict]:
    """The letters of each outcome as they would leave now, in their readers' languages."""
    reason = reason or _("(Your reasons stand here.)")
    return [
        {"outcome": outcome, "letter": letter}
        for outcome in outcomes
        for letter in commands.letters_before(application, outcome, reason=reason)
    ]


def tell_decided(decision) -> None:
    """Say that the decision waits, unless it was undone or effected before the form came again."""
    if decision is not None:
        flash(
            _(
                "Decided. It takes effect in %(minutes)d minutes; until then you can undo it.",
                minutes=settings.undo_minutes(),
            ),
            "success",
        )


@bp.route("/desk/<uuid:application_id>/send-back-application", methods=["GET", "POST"])
@access(Accreditations.SEND_BACK, queries.get_application)
def send_back_application(application):
    """Give a recommended application back to its reviewers, with a reason."""
    form = SendBackForm()
    if form.validate_on_submit():
        commands.send_back_application(
            application, actor=actor(), reason=form.reason.data, key=form.key
        )
        flash(_("The application is in review again. Its reviewers have been told."), "success")
        return redirect(url_for(".show_decisions"))
    return render_template(
        "accreditation/send_back_application.html",
        application=application,
        form=form,
        case=case_rows([application])[0],
    ), status_of(form)


@bp.post("/desk/<uuid:application_id>/undo-decision")
@access(Accreditations.UNDO, queries.get_application, fresh=True)
def undo_decision(application):
    """Take one's decision back before it takes effect."""
    form = StartForm()
    decision = queries.pending_decision(application)
    if form.validate_on_submit() and decision is not None:
        commands.undo_decision(decision, actor=actor())
        flash(_("The decision is undone. The application waits for a decision again."), "success")
    elif decision is None:
        flash(queries.nothing_to_undo(application), "error")
    return redirect(url_for(".show_decisions"))
