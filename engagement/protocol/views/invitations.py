"""Invitations to act for a State: the mailed link, sent again, revoked."""

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.protocol import queries
from engagement.protocol.commands import delegates
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import bp
from engagement.protocol.views.delegation import DAY, INVITATIONS_A_DAY, page_of
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.security import client_address

HOUR = 60 * 60


@bp.route("/delegation/join/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def open_state_invitation(token):
    """The mailed link opens a page; its button joins, so that mail scanners do not.

    Whoever has no account yet signs up first, with the address that was invited.
    """
    limits.count("invitation-link", client_address(), limit=300, seconds=HOUR)
    invitation = queries.invitation_by_token(token)
    if invitation is None:
        return render_template("organizations/invitation_over.html"), 410
    if not current_user.is_authenticated:
        if request.method == "POST":
            return current_app.login_manager.unauthorized()
        session["come_back"] = request.path
    form = Form()
    if form.validate_on_submit():
        try:
            delegate = delegates.accept_invitation(invitation, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            session.pop("come_back", None)
            flash(_("You act for your State here now."), "success")
            return redirect(url_for(".show_delegation", state_code=delegate.country))
    return render_template(
        "protocol/open_invitation.html", invitation=invitation, form=form, here=request.path
    ), status_of(form)


@bp.post("/delegation/invitations/<uuid:invitation_id>/resend")
@access(Protocol.REVOKE, queries.get_invitation)
def resend_invitation(invitation):
    """Mail a new link."""
    if Form().validate_on_submit():
        code = invitation.country
        limits.count("state-invitation", code, limit=INVITATIONS_A_DAY, seconds=DAY)
        delegates.resend_invitation(invitation, actor=actor())
        flash(
            _("The invitation is sent again. The earlier link does not work any more."), "success"
        )
    return redirect(page_of(invitation.country))


@bp.post("/delegation/invitations/<uuid:invitation_id>/revoke")
@access(Protocol.REVOKE, queries.get_invitation)
def revoke_invitation(invitation):
    """Let the mailed link stop working."""
    if Form().validate_on_submit():
        delegates.revoke_invitation(invitation, actor=actor())
        flash(_("The invitation is revoked. Its link does not work any more."), "success")
    return redirect(page_of(invitation.country))
