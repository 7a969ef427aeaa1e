"""Pages of organizations: create one, see one's own."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.major_groups import MajorGroup
from engagement.organizations import commands, queries
from engagement.organizations.forms.profile import OrganizationForm
from engagement.organizations.models import OrganizationKind
from engagement.organizations.permissions import Organizations
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language


@bp.route("/new", methods=["GET", "POST"])
@access(Organizations.CREATE)
def create_organization():
    """Create an organization; those that may be the same are offered first, once."""
    form = OrganizationForm()
    alike = []
    if form.validate_on_submit():
        names = [text for text in (form.name.data, form.latin_name.data, form.acronym.data) if text]
        alike = queries.alike(
            names=names,
            country=form.country.data,
            registration_number=form.registration_number.data,
            website=form.website.data,
        )
        offered = ",".join(sorted(str(match.id) for match in alike))
        if not alike or form.declined.data == offered:
            organization = commands.create_organization(
                actor=actor(),
                kind=OrganizationKind(form.kind.data),
                name=form.name.data,
                name_language=language(),
                country=form.country.data,
                latin_name=form.latin_name.data,
                acronym=form.acronym.data,
                website=form.website.data,
                registration_number=form.registration_number.data,
                major_group=MajorGroup(form.major_group.data),
                alike=[uuid.UUID(str(match.id)) for match in alike],
                key=form.key,
            )
            flash(_("The organization is created. You are its focal point."), "success")
            return redirect(url_for(".show_organization", organization_id=organization.id))
        form.declined.data = offered
    return render_template(
        "organizations/create_organization.html",
        form=form,
        alike=queries.offered(alike),
    ), status_of(form) if form.errors else 200


@bp.get("/<uuid:organization_id>")
@access(Organizations.VIEW, queries.get_organization)
def show_organization(organization):
    """An organization as its members see it: people, applications, the next step."""
    return render_template(
        "organizations/show_organization.html",
        organization=organization,
        memberships=queries.open_memberships(organization),
    )
