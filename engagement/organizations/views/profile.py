"""Pages of organizations: create one, see one's own."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.names import language_of
from engagement.organizations import commands, offers, queries, settings
from engagement.organizations.forms.members import ConfirmForm
from engagement.organizations.forms.profile import BusinessForm, OrganizationForm
from engagement.organizations.models import OrganizationKind
from engagement.organizations.panels import panels_of
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries.claims import without_members
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language

DAY = 24 * 60 * 60


@bp.route("/new", methods=["GET", "POST"])
@access(Organizations.CREATE)
def create_organization():
    """Create an organization; those that may be the same are offered first, once."""
    return creation_page(OrganizationForm())


@bp.route("/new-company", methods=["GET", "POST"])
@access(Organizations.CREATE)
def create_company():
    """Create a company, a State-owned enterprise or a business foundation."""
    return creation_page(BusinessForm(), business=True)


@bp.route("/enter", methods=["GET", "POST"])
@access(Organizations.ENTER)
def enter_organization():
    """Staff enter an organization that wrote on paper; it has no members yet."""
    return creation_page(OrganizationForm(), on_paper=True)


def creation_page(form, *, business: bool = False, on_paper: bool = False):
    """The form; then, once, what looks alike; then the new organization."""
    matches = []
    if form.validate_on_submit():
        if not on_paper:
            limits.count(
                "look-alikes",
                str(actor().id),
                limit=settings.duplicate_checks_a_day(),
                seconds=DAY,
            )
        matches = matches_of(form)
        declined = ",".join(sorted(str(match.id) for match in matches))
        if not matches or form.declined.data == declined:
            return created(form, matches, on_paper=on_paper)
        form.declined.data = declined
    unclaimed = without_members(match.id for match in matches)
    return render_template(
        "organizations/create_organization.html",
        form=form,
        offers=[
            {
                "offer": offer,
                "token": offers.offer_to(offer.id, actor().id),
                "claim": offers.to_claim(offer.id) if offer.id in unclaimed else None,
                "own": on_paper or offer.id in actor().belongs_to,
            }
            for offer in queries.offered(matches)
        ],
        ask=ConfirmForm(formdata=None),
        on_paper=on_paper,
        business=business,
    ), status_of(form) if form.errors else 200


def matches_of(form):
    """Organizations alike; staff do not hear of those kept from them, but of their own."""
    return queries.alike(
        names=[text for text in (form.name.data, form.latin_name.data, form.acronym.data) if text],
        country=form.country.data,
        registration_number=form.registration_number.data,
        website=form.website.data,
        kept_from=actor().conflicts - actor().belongs_to if actor().roles else (),
    )


def created(form, matches, *, on_paper: bool):
    """Create, and go to the new organization."""
    organization = commands.create_organization(
        actor=actor(),
        kind=OrganizationKind(form.kind.data),
        name=form.name.data,
        name_language=language_of(form.name.data, language()),
        country=form.country.data,
        latin_name=form.latin_name.data,
        acronym=form.acronym.data,
        website=form.website.data,
        registration_number=form.registration_number.data,
        alike=[uuid.UUID(str(match.id)) for match in matches],
        on_paper=on_paper,
        key=form.key,
        **form.of_kind(),
    )
    if on_paper:
        return redirect(url_for("accreditation.start_by_post", organization_id=organization.id))
    flash(_("The organization is created. You are its focal point."), "success")
    return redirect(url_for(".show_organization", organization_id=organization.id))


@bp.get("/<uuid:organization_id>")
@access(Organizations.VIEW, queries.get_organization)
def show_organization(organization):
    """An organization as its members see it: people, applications, the next step."""
    return render_template(
        "organizations/show_organization.html",
        organization=organization,
        memberships=queries.open_memberships(organization),
        panels=panels_of(organization, actor()),
    )
