"""A proposal over many accreditations: its counts, its items, carried out or left out."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation
from engagement.core.countries import Region
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.organizations.models import Organization
from engagement.standing import settings
from engagement.standing.commands import batches as commands
from engagement.standing.forms.night import BatchForm
from engagement.standing.models import BatchItem
from engagement.standing.permissions import Standings
from engagement.standing.queries import batches as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.i18n import label
from engagement.web.pages import keyset

PAGE = 100


@bp.get("/batches/<uuid:batch_id>")
@access(Standings.SEE_NIGHTS, queries.get_batch)
def show_batch(batch):
    """What is proposed, over how many, by Major Group and region; each can be left out.

    Once nothing is left to decide, and for auditors, what became of each.
    """
    return batch_page(batch)


def batch_page(batch, *, refused=None):
    """The page; `refused` is a sentence on what was sent before."""
    me = actor()
    statement = queries.items(batch, me).with_only_columns(
        Accreditation.number,
        BatchItem.id,
        Accreditation.id.label("accreditation_id"),
        Accreditation.report_due_on,
        Organization.name,
        Organization.country,
    )
    past = queries.history(batch, me).with_only_columns(
        Accreditation.number,
        BatchItem.id,
        BatchItem.done,
        BatchItem.decided_at,
        Account.name.label("decided_by"),
        Organization.name,
    )
    number = queries.count(batch, me)
    parts = queries.composition(batch, me)
    return render_template(
        "standing/show_batch.html",
        batch=batch,
        page=keyset(statement if number else past, queries.ORDER, size=PAGE),
        number=number,
        groups=[
            (label(each), parts["groups"][each]) for each in MajorGroup if parts["groups"][each]
        ],
        regions=[
            (label(each), parts["regions"][each]) for each in Region if parts["regions"][each]
        ],
        form=BatchForm(formdata=None, data={"seen": number}),
        may_decide=can(me, Standings.DECIDE_BATCH, batch) and batch.open,
        notice_days=settings.notice_days(),
        refused=refused,
    ), 422 if refused else 200


@bp.post("/batches/<uuid:batch_id>/carry-out-batch")
@access(Standings.DECIDE_BATCH, queries.get_batch, fresh=True)
def carry_out_batch(batch):
    """Do what is proposed to those that were ticked; or leave these out."""
    form = BatchForm()
    if not form.validate_on_submit():
        return batch_page(batch, refused=_("Load the page again, then choose."))
    ids = chosen()
    if not ids:
        return batch_page(batch, refused=_("Choose at least one organization."))
    try:
        if request.form.get("do") == "leave-out":
            number = commands.leave_out(batch, actor=actor(), ids=ids)
            flash(ngettext("%(num)d is left out.", "%(num)d are left out.", number), "success")
        else:
            results = commands.carry_out_batch(batch, actor=actor(), ids=ids, seen=form.seen.data)
            number = sum(each.refusal is None for each in results)
            flash(
                ngettext(
                    "It is done for %(num)d organization.",
                    "It is done for %(num)d organizations.",
                    number,
                ),
                "success",
            )
            if number < len(results):
                flash(_("Some had changed meanwhile and were left as they are."), "info")
    except RuleViolation as refusal:
        return batch_page(batch, refused=refusal.sentence)
    return redirect(url_for(".show_batch", batch_id=batch.id))


def chosen() -> list[uuid.UUID]:
    """The items that were ticked; nonsense is no item."""
    ids = []
    for value in request.form.getlist("item")[:PAGE]:
        try:
            ids.append(uuid.UUID(value))
        except ValueError:
            continue
    return ids
