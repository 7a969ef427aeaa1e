"""Conflicts of interest: what staff declared, what follows from what is known, and why."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.organizations.commands.interests import declare_interest as declare
from engagement.organizations.commands.interests import end_interest as end
from engagement.organizations.forms.interests import EndInterestForm, InterestForm
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import get_organization
from engagement.organizations.queries.interests import (
    conflicts_by_reason,
    get_interest,
    interests_of,
    organizations_named,
)
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.get("/interests")
@access(Organizations.DECLARE_INTEREST)
def list_interests():
    """One's own conflicts, and a search for an organization to declare an interest in."""
    words = request.args.get("q", "").strip()[:200]
    return render_template(
        "organizations/list_interests.html",
        interests=interests_of(actor().id),
        derived=conflicts_by_reason(current_user),
        words=words,
        found=organizations_named(actor(), words),
    )


def organization_without_conflict(organization_id: uuid.UUID):
    """An organization in which an interest can be declared; None when its cases are hidden."""
    hidden = organization_id in actor().conflicts
    return None if hidden else get_organization(organization_id)


@bp.route("/<uuid:organization_id>/declare-interest", methods=["GET", "POST"])
@access(Organizations.DECLARE_INTEREST, organization_without_conflict)
def declare_interest(organization):
    """Declare an interest: from then on the organization's cases are hidden from oneself."""
    form = InterestForm()
    if form.validate_on_submit():
        declare(organization, actor=actor(), reason=form.reason.data, key=form.key)
        flash(_("Your interest is noted. You no longer see cases of this organization."), "success")
        return redirect(url_for(".list_interests"))
    return render_template(
        "organizations/declare_interest.html", organization=organization, form=form
    ), status_of(form)


@bp.route("/interests/<uuid:interest_id>/end-interest", methods=["GET", "POST"])
@access(Organizations.END_INTEREST, get_interest)
def end_interest(interest):
    """Say that a declared interest is over."""
    form = EndInterestForm()
    if form.validate_on_submit():
        end(interest, actor=actor(), reason=form.reason.data)
        flash(_("The interest is ended."), "success")
        return redirect(url_for(".list_interests"))
    return render_template(
        "organizations/end_interest.html", interest=interest, form=form
    ), status_of(form)
