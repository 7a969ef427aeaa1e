"""The people of an organization: members, roles, open invitations."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.organizations import commands, queries, settings
from engagement.organizations.forms.members import (
    ConfirmForm,
    InvitationForm,
    RoleForm,
)
from engagement.organizations.models import MembershipRole
from engagement.organizations.permissions import Organizations
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language

DAY = 24 * 60 * 60


@bp.get("/<uuid:organization_id>/people")
@access(Organizations.SEE_MEMBERS, queries.get_organization)
def show_people(organization):
    """Who belongs to the organization and who is invited."""
    return people_page(organization)


def people_page(organization):
    """The page of members and open invitations."""
    memberships = queries.open_memberships(organization)
    return render_template(
        "organizations/show_people.html",
        organization=organization,
        memberships=memberships,
        invitations=queries.open_invitations(organization),
        leads=sum(one.role == MembershipRole.FOCAL_POINT for one in memberships),
        form=ConfirmForm(formdata=None),
        me=actor(),
        led=bool(queries.focal_points(organization.id)),
    )


@bp.route("/<uuid:organization_id>/invitations/new", methods=["GET", "POST"])
@access(Organizations.INVITE, queries.get_organization)
def invite_colleague(organization):
    """Invite a colleague by e-mail."""
    form = InvitationForm(data={"language": language()}, first=organization.kept_by_staff)
    if form.validate_on_submit():
        limits.count(
            "invitation", str(organization.id), limit=settings.invitations_a_day(), seconds=DAY
        )
        try:
            commands.invite_colleague(
                organization,
                actor=actor(),
                email=form.email.data,
                role=MembershipRole(form.role.data),
                language=form.language.data,
                key=form.key,
            )
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            flash(_("The invitation is on its way."), "success")
            return redirect(url_for(".show_people", organization_id=organization.id))
    return render_template(
        "organizations/invite_colleague.html",
        organization=organization,
        form=form,
        days=settings.invitation_days(),
    ), status_of(form)


@bp.post("/invitations/<uuid:invitation_id>/resend-invitation")
@access(Organizations.INVITE, queries.get_invitation)
def resend_invitation(invitation):
    """Mail a new link."""
    if ConfirmForm().validate_on_submit():
        organization_id = str(invitation.organization_id)
        limits.count("invitation", organization_id, limit=settings.invitations_a_day(), seconds=DAY)
        commands.resend_invitation(invitation, actor=actor())
        flash(
            _("The invitation is sent again. The earlier link does not work any more."), "success"
        )
    return redirect(url_for(".show_people", organization_id=invitation.organization_id))


@bp.post("/invitations/<uuid:invitation_id>/revoke-invitation")
@access(Organizations.INVITE, queries.get_invitation)
def revoke_invitation(invitation):
    """Let the mailed link stop working."""
    if ConfirmForm().validate_on_submit():
        commands.revoke_invitation(invitation, actor=actor())
        flash(_("The invitation is revoked. Its link does not work any more."), "success")
    return redirect(url_for(".show_people", organization_id=invitation.organization_id))


@bp.route("/memberships/<uuid:membership_id>/change-role", methods=["GET", "POST"])
@access(Organizations.LEAD, queries.get_membership)
def change_role(membership):
    """Give a member another role."""
    form = RoleForm(data={"role": membership.role.value})
    if form.validate_on_submit():
        try:
            commands.change_role(membership, actor=actor(), role=MembershipRole(form.role.data))
        except RuleViolation as refusal:
            form.role.errors = [refusal.sentence]
        else:
            flash(_("The role is changed. It holds from now on."), "success")
            return redirect(url_for(".show_people", organization_id=membership.organization_id))
    return render_template(
        "organizations/change_role.html", membership=membership, form=form
    ), status_of(form)


@bp.route("/memberships/<uuid:membership_id>/end-membership", methods=["GET", "POST"])
@access(Organizations.END_MEMBERSHIP, queries.get_membership)
def end_membership(membership):
    """Remove a member, or leave oneself, after a page that says what follows."""
    form = ConfirmForm()
    leaving = membership.person_id == actor().id
    organization_id = membership.organization_id
    if form.validate_on_submit():
        commands.end_membership(membership, actor=actor())
        if leaving:
            flash(_("You have left the organization."), "success")
            return redirect(url_for("home.show_home"))
        flash(_("This person does not belong to the organization any more."), "success")
        return redirect(url_for(".show_people", organization_id=organization_id))
    return render_template(
        "organizations/end_membership.html", membership=membership, form=form, leaving=leaving
    )
