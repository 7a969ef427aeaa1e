"""What the public sees of an organization: the focal point's page and the officers' pages."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.organizations import settings
from engagement.organizations.commands import protection as commands
from engagement.organizations.forms.protection import (
    ConfirmProtectionForm,
    ProtectionForm,
    WebsiteForm,
)
from engagement.organizations.models import Protection
from engagement.organizations.permissions import Organizations
from engagement.organizations.public import public_view
from engagement.organizations.queries import get_organization
from engagement.organizations.queries import protection as queries
from engagement.organizations.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of


def public_entry_page(organization, *, website_form=None, protection_form=None):
    """The focal point's page with the forms as given, or fresh."""
    form = website_form or protection_form
    shown = "yes" if organization.shows_website else "no"
    return render_template(
        "organizations/show_public_entry.html",
        organization=organization,
        entry=public_view(organization),
        asked=queries.open_request(organization),
        website_form=website_form or WebsiteForm(formdata=None, data={"shown": shown}),
        protection_form=protection_form
        or ProtectionForm(formdata=None, withholding=settings.withholding_allowed()),
        end_form=Form(formdata=None),
        refused=form if form is not website_form or organization.website else None,
    ), status_of(form) if form else 200


@bp.get("/<uuid:organization_id>/public-entry")
@access(Organizations.LEAD, get_organization)
def show_public_entry(organization):
    """What anybody sees of the organization, and how to change that."""
    return public_entry_page(organization)


@bp.post("/<uuid:organization_id>/show-website")
@access(Organizations.LEAD, get_organization)
def show_website(organization):
    """Show the website to the public, or not."""
    form = WebsiteForm()
    if not form.validate_on_submit():
        return public_entry_page(organization, website_form=form)
    commands.show_website(organization, actor=actor(), shown=form.shown.data == "yes")
    flash(_("Your choice is saved."), "success")
    return redirect(url_for(".show_public_entry", organization_id=organization.id))


@bp.post("/<uuid:organization_id>/request-protection")
@access(Organizations.LEAD, get_organization)
def request_protection(organization):
    """Ask that the entry be protected; it is from this moment on."""
    form = ProtectionForm(withholding=settings.withholding_allowed())
    if not form.validate_on_submit():
        return public_entry_page(organization, protection_form=form)
    commands.request_protection(
        organization,
        actor=actor(),
        wanted=Protection(form.wanted.data),
        reason=form.reason.data,
        key=form.key,
    )
    flash(
        _("The entry is protected from now on. A safeguarding officer will confirm it."), "success"
    )
    return redirect(url_for(".show_public_entry", organization_id=organization.id))


@bp.post("/<uuid:organization_id>/end-protection")
@access(Organizations.LEAD, get_organization)
def end_protection(organization):
    """Make the entry public again."""
    asked = queries.open_request(organization)
    if Form().validate_on_submit():
        if asked is None:
            flash(_("There is no protection to end now: the entry is public."), "info")
        else:
            commands.end_protection(asked, actor=actor())
            flash(_("The entry is public again."), "success")
    return redirect(url_for(".show_public_entry", organization_id=organization.id))


@bp.get("/protected")
@access(Organizations.LIST_PROTECTED)
def list_protected():
    """What officers have to confirm and to review."""
    return render_template(
        "organizations/list_protected.html",
        to_confirm=queries.to_confirm(actor()),
        to_review=queries.to_review(actor()),
    )


@bp.route("/protected/<uuid:request_id>", methods=["GET", "POST"])
@access(Organizations.SAFEGUARD, queries.get_request, fresh=True)
def show_protection(asked):
    """One request with its sealed reason; every opening is noted."""
    note_read(asked)
    form = ConfirmProtectionForm(data={"protection": asked.wanted.value})
    if form.validate_on_submit():
        protection = Protection(form.protection.data)
        if protection == Protection.NONE:
            commands.end_protection(asked, actor=actor(), note=form.note.data)
        else:
            commands.confirm_protection(
                asked, actor=actor(), protection=protection, note=form.note.data
            )
        flash(_("Your answer is saved, and the organization has been told."), "success")
        return redirect(url_for(".list_protected"))
    return render_template("organizations/show_protection.html", asked=asked, form=form), status_of(
        form
    )
