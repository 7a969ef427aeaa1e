"""Due process: the notice, its page for both sides, the answer, the decision."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation.permissions import Accreditations
from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.standing import settings
from engagement.standing.commands import proceedings as commands
from engagement.standing.forms.proceedings import AnswerForm, DecideForm, NoticeForm
from engagement.standing.forms.steps import ReasonForm
from engagement.standing.models import Cause, Measure, ProceedingState
from engagement.standing.permissions import Standings
from engagement.standing.queries import proceedings as queries
from engagement.standing.queries.accreditations import get_accreditation
from engagement.standing.queries.sendings import sendings_of
from engagement.standing.views.blueprint import bp
from engagement.standing.views.papers import papers_of
from engagement.standing.workflow import (
    DECIDE,
    EFFECT,
    heard,
    no_report_waits,
    posted,
    proceeding_workflow,
)
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

OF_THE_CASE = (posted, heard, no_report_waits)
"""Guards that speak of the case, not of who looks at it."""


@bp.route("/<uuid:accreditation_id>/give-notice", methods=["GET", "POST"])
@access(Standings.GIVE_NOTICE, get_accreditation)
def give_notice(accreditation):
    """Say what is considered and why; the organization answers before anything is decided."""
    form = NoticeForm()
    if form.validate_on_submit():
        proceeding = commands.give_notice(
            accreditation,
            actor=actor(),
            measure=Measure(form.measure.data),
            cause=Cause(form.cause.data),
            grounds=form.grounds.data,
            key=form.key,
        )
        flash(_("The organization has been told and can answer."), "success")
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    return render_template(
        "standing/give_notice.html",
        accreditation=accreditation,
        form=form,
        days=settings.notice_days(),
    ), status_of(form)


@bp.get("/proceedings/<uuid:proceeding_id>")
@access(Standings.VIEW_PROCEEDING, queries.get_proceeding)
def show_proceeding(proceeding):
    """Everything of a proceeding, with what this person can do now."""
    note_read(proceeding)
    me = actor()
    steps = proceeding_workflow.available(proceeding, me)
    took_part = me.id in proceeding.hands
    to_post = queries.waits_to_be_posted(proceeding)
    return render_template(
        "standing/show_proceeding.html",
        proceeding=proceeding,
        accreditation=proceeding.accreditation,
        papers=papers_of(proceeding),
        earlier=sendings_of(proceeding)[-2::-1],
        staff=can(me, Standings.HANDLE, proceeding.accreditation),
        steps=steps,
        took_part=took_part,
        hindrance=hindrance_of(proceeding),
        to_post=to_post,
        may_post=to_post and can(me, Accreditations.LIST_POST),
        may_ask=queries.may_ask_reconsideration(proceeding),
        states=ProceedingState,
    )


def hindrance_of(proceeding):
    """Why nothing can be decided or take effect now, in words; None where nothing is in the way."""
    for transition in (DECIDE, EFFECT):
        if proceeding.state in transition.sources:
            return sentence_of(transition.guards, proceeding)
    return None


def sentence_of(guards, proceeding):
    """What the first guard says that refuses, of those that tell everybody the same."""
    for guard in guards:
        if guard in OF_THE_CASE:
            try:
                guard(proceeding, actor())
            except RuleViolation as refusal:
                return refusal.sentence
    return None


@bp.route("/proceedings/<uuid:proceeding_id>/answer-notice", methods=["GET", "POST"])
@access(Standings.ANSWER, queries.get_proceeding)
def answer_notice(proceeding):
    """The organization's answer, with files if it has any."""
    form = AnswerForm(data={"answer": proceeding.answer or ""})
    if form.validate_on_submit():
        commands.answer_notice(proceeding, actor=actor(), answer=form.answer.data, key=form.key)
        flash(_("Your answer is sent. Somebody who took no part decides."), "success")
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    if not queries.can_answer(proceeding) and not form.is_submitted():
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    return render_template(
        "standing/answer_notice.html",
        proceeding=proceeding,
        form=form,
        papers=papers_of(proceeding),
    ), status_of(form)


@bp.route("/proceedings/<uuid:proceeding_id>/decide-proceeding", methods=["GET", "POST"])
@access(Standings.DECIDE, queries.get_proceeding, fresh=True)
def decide_proceeding(proceeding):
    """Decide on the measure, as somebody who took no part."""
    first = queries.first_effect(proceeding)
    form = DecideForm(data={"effective_on": first})
    if form.validate_on_submit():
        commands.decide_proceeding(
            proceeding,
            actor=actor(),
            reason=form.reason.data,
            effective_on=form.effective_on.data,
            public_note=form.public_note.data or "",
            key=form.key,
        )
        flash(_("It is decided, and the organization has been told."), "success")
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    if proceeding.state != ProceedingState.NOTICED and not form.is_submitted():
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    return render_template(
        "standing/decide_proceeding.html",
        proceeding=proceeding,
        form=form,
        first=first,
        heard_until=proceeding.answer_due_on if proceeding.answer_due_on >= today() else None,
        quiet=first > max(today(), proceeding.answer_due_on + timedelta(days=1)),
        hindrance=hindrance_of(proceeding),
        papers=papers_of(proceeding),
    ), status_of(form)


@bp.route("/proceedings/<uuid:proceeding_id>/drop-proceeding", methods=["GET", "POST"])
@access(Standings.DROP, queries.get_proceeding)
def drop_proceeding(proceeding):
    """Let it end without a measure."""
    form = ReasonForm()
    if form.validate_on_submit():
        commands.drop_proceeding(proceeding, actor=actor(), reason=form.reason.data, key=form.key)
        flash(_("The proceeding is dropped, and the organization has been told."), "success")
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    possible = "drop_proceeding" in proceeding_workflow.available(proceeding, actor())
    if not possible and not form.is_submitted():
        return redirect(url_for(".show_proceeding", proceeding_id=proceeding.id))
    return render_template(
        "standing/end_proceeding.html",
        proceeding=proceeding,
        form=form,
        title=_("Drop the proceeding"),
        text=_("Nothing happens to the accreditation. The organization reads your reasons."),
    ), status_of(form)
