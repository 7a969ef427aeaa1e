"""For which days and which cases an auditor is engaged, as administrators change it."""

from flask import flash
from flask_babel import gettext as _

from engagement.accounts import commands, queries
from engagement.accounts.forms.people import EngagementForm
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import bp
from engagement.accounts.views.people import page_about, to_act, to_person, with_reason
from engagement.web.access import access, actor


@bp.route("/people/<uuid:account_id>/engagement", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def change_engagement(account):
    """Engage an auditor for other days or other cases."""
    form = EngagementForm(obj=account.audit_engagement)
    if form.validate_on_submit():
        act = commands.change_engagement(
            account, actor=actor(), terms=form.terms, reason=form.reason.data
        )
        if act is not None:
            return to_act(act)
        flash(_("The engagement is changed. It gives no more than before."), "success")
        return to_person(account)
    return page_about("change_engagement", account, form)


@bp.route("/people/<uuid:account_id>/end-engagement", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def end_engagement(account):
    """End an auditor's engagement now."""
    return with_reason(
        account,
        commands.end_engagement,
        title=_("End the engagement now"),
        text=_("The role of an auditor stays, but lets nothing be read without an engagement."),
        done=_("The engagement is over."),
    )
