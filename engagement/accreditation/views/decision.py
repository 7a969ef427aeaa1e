"""The approver's pages: what is to be decided, one decision, undo."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries, settings
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.desk import DecisionForm
from engagement.accreditation.models import Outcome
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers, findings
from engagement.accreditation.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.get("/decisions")
@access(Accreditations.QUEUE_OF_DECISIONS)
def show_decisions():
    """What waits for a decision, and what was decided and can still be undone."""
    return render_template(
        "accreditation/show_decisions.html",
        page=keyset(queries.to_decide(actor()), queries.QUEUE_ORDER),
        pending=queries.pending_decisions(actor()),
        form=StartForm(),
    )


@bp.route("/desk/<uuid:application_id>/decide-application", methods=["GET", "POST"])
@access(Accreditations.DECIDE, queries.get_application, fresh=True)
def decide_application(application):
    """Decide on a recommended application."""
    form = DecisionForm()
    if form.validate_on_submit():
        decision = commands.decide_application(
            application,
            actor=actor(),
            outcome=Outcome(form.outcome.data),
            reason=form.reason.data,
            key=form.key,
        )
        if decision is not None:
            flash(
                _(
                    "Decided. It takes effect in %(minutes)d minutes; until then you can undo it.",
                    minutes=settings.undo_minutes(),
                ),
                "success",
            )
        return redirect(url_for(".show_decisions"))
    return render_template(
        "accreditation/decide_application.html",
        application=application,
        form=form,
        criteria=findings.criteria_rows(application, actor()),
        recommendations=queries.recommendations_seen_by(actor(), application),
        sections=answers.sections_with_answers(application, application.snapshot.content),
        took_part=actor().id in {hand.person_id for hand in application.hands},
        pending=queries.pending_decision(application),
        undo_minutes=settings.undo_minutes(),
    ), status_of(form)


@bp.post("/desk/<uuid:application_id>/undo-decision")
@access(Accreditations.DECIDE, queries.get_application, fresh=True)
def undo_decision(application):
    """Take one's decision back before it takes effect."""
    form = StartForm()
    decision = queries.pending_decision(application)
    if form.validate_on_submit() and decision is not None:
        commands.undo_decision(decision, actor=actor())
        flash(_("The decision is undone. The application waits for a decision again."), "success")
    elif decision is None:
        flash(_("There was nothing to undo: the decision has taken effect."), "error")
    return redirect(url_for(".show_decisions"))
