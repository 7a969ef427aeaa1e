"""The invited person's pages: the mailed link, and invitations to one's own address."""

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.core import limits
from engagement.organizations import commands, queries
from engagement.organizations.forms.members import ConfirmForm
from engagement.organizations.permissions import Organizations
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor, public
from engagement.web.security import client_address

HOUR = 60 * 60


@bp.route("/join/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def open_invitation(token):
    """The mailed link opens a page; its button joins, so that mail scanners do not.

    Whoever has no account yet signs up first and is brought back here.
    """
    limits.count("invitation-link", client_address(), limit=300, seconds=HOUR)
    invitation = queries.invitation_by_token(token)
    if invitation is None:
        return render_template("organizations/invitation_over.html"), 410
    if not current_user.is_authenticated:
        if request.method == "POST":
            return current_app.login_manager.unauthorized()
        session["come_back"] = request.path
    form = ConfirmForm()
    if form.validate_on_submit():
        return joined(invitation)
    return render_template(
        "organizations/open_invitation.html", invitation=invitation, form=form, here=request.path
    )


@bp.get("/invitations")
@access(Organizations.ACCEPT)
def show_invitations():
    """Invitations to the person's own confirmed address."""
    return render_template(
        "organizations/show_invitations.html",
        invitations=queries.invitations_for(current_user),
        form=ConfirmForm(formdata=None),
    )


@bp.post("/invitations")
@access(Organizations.ACCEPT)
def accept_invitation():
    """Accept an invitation to the person's own address, without its link."""
    own = queries.invitations_for(current_user)
    chosen = next((one for one in own if str(one.id) == request.form.get("invitation")), None)
    if chosen is None:
        abort(404)
    if ConfirmForm().validate_on_submit():
        return joined(chosen)
    return redirect(url_for(".show_invitations"))


def joined(invitation):
    """Accept, and go to the organization."""
    organization_id = invitation.organization_id
    commands.accept_invitation(invitation, actor=actor())
    session.pop("come_back", None)
    flash(_("You belong to the organization now."), "success")
    return redirect(url_for(".show_organization", organization_id=organization_id))
