"""Progress updates of programme officers: list, one update, writing, second reading."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.action_plan import commands, plan, queries
from engagement.action_plan.forms import FileForm, ReturnForm, UpdateForm, WithdrawForm, filled
from engagement.action_plan.models import EDITABLE, ProgressUpdate, UpdateState
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.views.blueprint import ACTION, bp
from engagement.action_plan.views.plan_pages import TONES, action_or_404
from engagement.action_plan.workflow import RETURN, WITHDRAW, workflow
from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.documents import serving
from engagement.documents import settings as document_settings
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.pages import keyset

STATE_TONES = {
    UpdateState.DRAFT: "neutral",
    UpdateState.SUBMITTED: "waiting",
    UpdateState.RETURNED: "attention",
    UpdateState.PUBLISHED: "good",
    UpdateState.WITHDRAWN: "bad",
}


@bp.get("/updates")
@access(ActionPlan.LIST)
def list_updates():
    """Updates by lane and section, the latest first, each with the next thing to do."""
    chosen = queries.lane(request.args.get("lane"))
    section = plan.section(request.args.get("section", ""))
    counts = queries.lane_counts(actor())
    kept = {"section": section.id} if section else {}
    statement = queries.listed(actor(), chosen, section.id if section else None)
    return render_template(
        "action_plan/list_updates.html",
        page=keyset(statement, queries.LIST_ORDER, descending=True),
        lane=chosen,
        section=section,
        lanes=[
            {
                "label": one.label,
                "url": url_for(".list_updates", lane=one.key, **kept),
                "current": one == chosen,
                "count": counts[one.key],
            }
            for one in queries.LANES
        ],
        sections=[
            {"label": _("All sections"), "url": url_for(".list_updates", lane=chosen.key)}
            | {"current": section is None},
            *(
                {
                    "label": one.id,
                    "url": url_for(".list_updates", lane=chosen.key, section=one.id),
                    "current": one == section,
                }
                for one in plan.sections()
            ),
        ],
        actions=plan.actions(),
        next_step=next_step,
        tones=TONES,
        state_tones=STATE_TONES,
    )


def next_step(update: ProgressUpdate) -> str:
    """What comes next, in the words of whoever looks at it."""
    mine = update.author_id == actor().id
    if update.state in EDITABLE:
        return _("Finish and submit it") if mine else _("Its author finishes it")
    if update.state == UpdateState.SUBMITTED:
        return _("Another officer reads it") if mine else _("Read it, then publish or send back")
    return _("Nothing: it stands as it is")


@bp.route(f"/{ACTION}/new-update", methods=["GET", "POST"])
@access(ActionPlan.WRITE)
def write_update(action_code):
    """Begin an update of an action, or one that corrects another."""
    action = action_or_404(action_code)
    corrects = corrected(action)
    form = UpdateForm(data=filled(corrects) if corrects else None)
    if form.validate_on_submit():
        update = commands.write_update(
            action.id, actor=actor(), report=form.report(), corrects=corrects, key=form.key
        )
        flash(_("The draft is saved. Add files if there are any, then submit it."), "success")
        return redirect(url_for(".show_update", update_id=update.id))
    return render_template(
        "action_plan/write_update.html", form=form, action=action, corrects=corrects
    ), status_of(form)


def corrected(action: plan.Action) -> ProgressUpdate | None:
    """The published update of the action that the address says is to be corrected."""
    try:
        update = queries.get_update(uuid.UUID(request.args.get("corrects", "")))
    except ValueError:
        return None
    fits = update is not None and update.is_public and update.action_code == action.id
    return update if fits else None


@bp.get("/updates/<uuid:update_id>")
@access(ActionPlan.VIEW, queries.get_update)
def show_update(update):
    """One update with its files, and what can be done with it now."""
    return update_page(update)


def update_page(update, *, file_form=None, return_form=None, withdraw_form=None, status=None):
    """The page of an update with the forms as they were sent, or fresh."""
    form = file_form or return_form or withdraw_form
    offered = workflow.available(update, actor())
    own = update.author_id == actor().id
    editable = own and update.state in EDITABLE
    there = (
        (file_form and editable)
        or (return_form and RETURN.name in offered and not own)
        or (withdraw_form and WITHDRAW.name in offered)
    )
    if form is not None and not there:
        raise RuleViolation(MOVED_ON)
    return render_template(
        "action_plan/show_update.html",
        update=update,
        action=plan.actions()[update.action_code],
        tones=TONES,
        state_tones=STATE_TONES,
        next_step=next_step(update),
        offered=[] if own else offered,
        own_steps=offered if own else [],
        editable=editable,
        officer=bool(offered) or own,
        largest=document_settings.largest_megabytes(),
        may_download=serving.may_download,
        plain_form=Form(formdata=None),
        file_form=file_form or FileForm(formdata=None),
        return_form=return_form or ReturnForm(formdata=None),
        withdraw_form=withdraw_form or WithdrawForm(formdata=None),
        refused=form,
    ), status or (status_of(form) if form else 200)


@bp.route("/updates/<uuid:update_id>/edit-update", methods=["GET", "POST"])
@access(ActionPlan.EDIT, queries.get_update)
def edit_update(update):
    """Change a draft, or what came back."""
    if update.state not in EDITABLE and request.method == "GET":
        return redirect(url_for(".show_update", update_id=update.id))
    form = UpdateForm(data=filled(update))
    if form.validate_on_submit():
        commands.edit_update(update, actor=actor(), report=form.report())
        flash(_("The changes are saved."), "success")
        return redirect(url_for(".show_update", update_id=update.id))
    return render_template(
        "action_plan/write_update.html",
        form=form,
        action=plan.actions()[update.action_code],
        corrects=None,
    ), status_of(form)


@bp.post("/updates/<uuid:update_id>/submit-update")
@access(ActionPlan.EDIT, queries.get_update)
def submit_update(update):
    """Give it to a second reader."""
    if Form().validate_on_submit():
        commands.submit_update(update, actor=actor())
        flash(_("The update waits for a second reader now."), "success")
    return redirect(url_for(".show_update", update_id=update.id))


@bp.post("/updates/<uuid:update_id>/take-back-update")
@access(ActionPlan.EDIT, queries.get_update)
def take_back_update(update):
    """Take it back from the second reader."""
    if Form().validate_on_submit():
        commands.take_back_update(update, actor=actor())
        flash(_("You can change the update again."), "success")
    return redirect(url_for(".show_update", update_id=update.id))


@bp.post("/updates/<uuid:update_id>/publish-update")
@access(ActionPlan.PUBLISH, queries.get_update)
def publish_update(update):
    """Publish what a colleague wrote."""
    if Form().validate_on_submit():
        commands.publish_update(update, actor=actor())
        flash(_("The update is published."), "success")
    return redirect(url_for(".show_update", update_id=update.id))


@bp.post("/updates/<uuid:update_id>/return-update")
@access(ActionPlan.PUBLISH, queries.get_update)
def return_update(update):
    """Send it back to its author with a note."""
    form = ReturnForm()
    if not form.validate_on_submit():
        return update_page(update, return_form=form)
    commands.return_update(update, actor=actor(), note=form.note.data)
    flash(_("The update is back with its author, who has been told."), "success")
    return redirect(url_for(".show_update", update_id=update.id))


@bp.post("/updates/<uuid:update_id>/withdraw-update")
@access(ActionPlan.WITHDRAW, queries.get_update)
def withdraw_update(update):
    """Take a published update out of force, with the reason for everybody."""
    form = WithdrawForm()
    if not form.validate_on_submit():
        return update_page(update, withdraw_form=form)
    commands.withdraw_update(update, actor=actor(), reason=form.reason.data)
    flash(_("The update is withdrawn."), "success")
    return redirect(url_for(".show_update", update_id=update.id))
