"""Looking again at a measure, and lifting a suspension."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.standing import settings
from engagement.standing.commands import proceedings as commands
from engagement.standing.forms.proceedings import AskForm, ReconsiderForm
from engagement.standing.forms.steps import ReasonForm
from engagement.standing.models import ProceedingState
from engagement.standing.permissions import Standings
from engagement.standing.queries import proceedings as queries
from engagement.standing.views.blueprint import bp
from engagement.standing.views.papers import papers_of
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


def to_page(proceeding):
    """Back to the page of the proceeding."""
    return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))


@bp.route("/proceedings/<uuid:proceeding_id>/ask-reconsideration", methods=["GET", "POST"])
@access(Standings.ANSWER, queries.get_proceeding)
def ask_reconsideration(proceeding):
    """Ask to look again, in the organization's own words."""
    form = AskForm()
    if form.validate_on_submit():
        commands.ask_reconsideration(
            proceeding, actor=actor(), reasons=form.reasons.data, key=form.key
        )
        flash(_("Your request is sent. Somebody who took no part answers it."), "success")
        return to_page(proceeding)
    if not queries.may_ask_reconsideration(proceeding) and not form.is_submitted():
        return to_page(proceeding)
    return render_template(
        "standing/ask_reconsideration.html",
        proceeding=proceeding,
        form=form,
        days=settings.reconsideration_days(),
    ), status_of(form)


@bp.route("/proceedings/<uuid:proceeding_id>/decide-reconsideration", methods=["GET", "POST"])
@access(Standings.RECONSIDER, queries.get_proceeding, fresh=True)
def decide_reconsideration(proceeding):
    """Uphold the measure or overturn it."""
    form = ReconsiderForm()
    if form.validate_on_submit():
        commands.decide_reconsideration(
            proceeding,
            actor=actor(),
            uphold=form.outcome.data == "uphold",
            reason=form.reason.data,
            key=form.key,
        )
        flash(_("It is decided, and the organization has been told."), "success")
        return to_page(proceeding)
    if proceeding.state != ProceedingState.RECONSIDERATION and not form.is_submitted():
        return to_page(proceeding)
    return render_template(
        "standing/decide_reconsideration.html",
        proceeding=proceeding,
        form=form,
        papers=papers_of(proceeding),
    ), status_of(form)


@bp.route("/proceedings/<uuid:proceeding_id>/lift-suspension", methods=["GET", "POST"])
@access(Standings.LIFT, queries.get_proceeding, fresh=True)
def lift_suspension(proceeding):
    """End a suspension whose cause is gone."""
    form = ReasonForm()
    if form.validate_on_submit():
        commands.lift_suspension(proceeding, actor=actor(), reason=form.reason.data, key=form.key)
        flash(_("The suspension is lifted, and the organization has been told."), "success")
        return to_page(proceeding)
    if proceeding.state != ProceedingState.IN_EFFECT and not form.is_submitted():
        return to_page(proceeding)
    return render_template(
        "standing/end_proceeding.html",
        proceeding=proceeding,
        form=form,
        title=_("Lift the suspension"),
        text=_(
            "The accreditation is what it was before, from today on. The organization reads your"
            " reasons."
        ),
    ), status_of(form)
