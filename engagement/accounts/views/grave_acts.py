"""What one administrator asked for and another one confirms."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accounts import commands, queries
from engagement.accounts.commands.grave_acts import is_over
from engagement.accounts.forms.sign_in import ConfirmForm
from engagement.accounts.permissions import Accounts
from engagement.accounts.settings import grave_act_days
from engagement.accounts.views.blueprint import bp
from engagement.web.access import access, actor


@bp.get("/people/requests/<uuid:act_id>")
@access(Accounts.ADMINISTER, queries.get_grave_act)
def show_grave_act(act):
    """Exactly what will happen, why and who asked."""
    return render_template(
        "accounts/show_grave_act.html",
        act=act,
        account=act.account,
        form=ConfirmForm(),
        over=is_over(act),
        engagement=_engagement_of(act),
        asked_by_me=act.asked_by_id == actor().id,
        about_me=act.account_id == actor().id,
        days=grave_act_days(),
        alone=not queries.can_be_confirmed(asked_by_id=act.asked_by_id, account=act.account),
    )


@bp.post("/people/requests/<uuid:act_id>/confirm")
@access(Accounts.ADMINISTER, queries.get_grave_act, fresh=True)
def confirm_grave_act(act):
    """Do it."""
    account = commands.confirm_grave_act(act, actor=actor())
    flash(_("It is done. Both of you stand in the audit trail."), "success")
    return redirect(url_for(".show_person", account_id=account.id))


@bp.post("/people/requests/<uuid:act_id>/withdraw")
@access(Accounts.ADMINISTER, queries.get_grave_act)
def withdraw_grave_act(act):
    """Leave everything as it is."""
    commands.withdraw_grave_act(act, actor=actor())
    flash(_("The request is taken back. Everything stays as it is."), "success")
    return redirect(url_for(".show_grave_act", act_id=act.id))


def _engagement_of(act):
    wanted = act.wanted.get("engagement")
    return commands.audit_terms(wanted) if wanted else None
