"""Mergers: proposed by a head of unit, carried out by somebody else, undone if it was wrong."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation.queries import accreditation_by_number
from engagement.audit.reading import note_read
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.standing.commands import mergers as commands
from engagement.standing.forms.changes import MergerForm
from engagement.standing.forms.steps import ConfirmForm, ReasonForm
from engagement.standing.models import MergerState
from engagement.standing.permissions import Standings
from engagement.standing.queries import changes as queries
from engagement.standing.queries.accreditations import get_accreditation
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.get("/mergers")
@access(Standings.LIST_MERGERS)
def list_mergers():
    """Mergers that wait for somebody, and those that stand."""
    return render_template(
        "standing/list_mergers.html",
        mergers=db.session.scalars(queries.mergers_seen_by(actor())).all(),
    )


@bp.route("/<uuid:accreditation_id>/propose-merger", methods=["GET", "POST"])
@access(Standings.PROPOSE_MERGER, get_accreditation)
def propose_merger(accreditation):
    """Name the accreditation that goes on; a colleague carries it out."""
    form = MergerForm()
    status = status_of(form)
    if form.validate_on_submit():
        other = accreditation_by_number(form.number.data)
        if other is None or not can(actor(), Standings.PROPOSE_MERGER, other):
            form.number.errors = [_("There is no accreditation with this number.")]
            status = 422
        else:
            try:
                merger = commands.propose_merger(
                    accreditation.organization,
                    other.organization,
                    actor=actor(),
                    reason=form.reason.data,
                    key=form.key,
                )
            except RuleViolation as refusal:
                form.number.errors, status = [refusal.sentence], 409
            else:
                flash(_("The merger is proposed. A colleague has to carry it out."), "success")
                return redirect(url_for(".show_merger", merger_id=merger.id))
    return render_template(
        "standing/propose_merger.html", accreditation=accreditation, form=form
    ), status


@bp.get("/mergers/<uuid:merger_id>")
@access(Standings.VIEW_MERGER, queries.get_merger)
def show_merger(merger):
    """What is merged into what, and what this person can do now."""
    note_read(merger)
    return merger_page(merger)


def merger_page(merger, *, form=None):
    """The page with the form of undoing as it was sent, or fresh."""
    mine = merger.proposed_by_id == actor().id
    decides = can(actor(), Standings.DECIDE_MERGER, merger)
    return render_template(
        "standing/show_merger.html",
        merger=merger,
        may_carry_out=decides and merger.state == MergerState.PROPOSED and not mine,
        may_drop=decides and merger.state == MergerState.PROPOSED,
        may_undo=decides and merger.state == MergerState.CARRIED_OUT,
        mine=mine,
        confirm=ConfirmForm(formdata=None),
        form=form or ReasonForm(formdata=None),
    ), status_of(form) if form is not None else 200


@bp.post("/mergers/<uuid:merger_id>/carry-out-merger")
@access(Standings.DECIDE_MERGER, queries.get_merger, fresh=True)
def carry_out_merger(merger):
    """Let one go on as the other."""
    if ConfirmForm().validate_on_submit():
        commands.carry_out_merger(merger, actor=actor())
        flash(_("The two are one organization from today on."), "success")
    return redirect(url_for(".show_merger", merger_id=merger.id))


@bp.post("/mergers/<uuid:merger_id>/drop-merger")
@access(Standings.DECIDE_MERGER, queries.get_merger)
def drop_merger(merger):
    """Let a proposal go."""
    if ConfirmForm().validate_on_submit():
        commands.drop_merger(merger, actor=actor())
        flash(_("The proposal is dropped."), "success")
    return redirect(url_for(".list_mergers"))


@bp.post("/mergers/<uuid:merger_id>/undo-merger")
@access(Standings.DECIDE_MERGER, queries.get_merger, fresh=True)
def undo_merger(merger):
    """Let both go on by themselves again."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return merger_page(merger, form=form)
    commands.undo_merger(merger, actor=actor(), reason=form.reason.data)
    flash(_("The merger is undone. Both organizations have been told."), "success")
    return redirect(url_for(".show_merger", merger_id=merger.id))
