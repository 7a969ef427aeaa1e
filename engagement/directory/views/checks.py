"""Record that an entry was checked: staff, or the organization itself."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.directory import commands
from engagement.directory.permissions import Directory
from engagement.directory.queries import entries
from engagement.directory.views.blueprint import bp
from engagement.organizations.queries import get_organization
from engagement.web.access import access, actor
from engagement.web.base_form import Form


@bp.route("/checks/<uuid:organization_id>", methods=["GET", "POST"])
@access(Directory.CHECK, get_organization)
def record_check(organization):
    """One button: the entry was looked at and is right."""
    form = Form()
    if form.validate_on_submit():
        commands.record_check(organization, actor=actor(), key=form.key)
        flash(_("It is recorded that the entry was checked today."), "success")
        numbers = entries.numbers_of(organization)
        if numbers and entries.is_public(organization):
            return redirect(url_for(".show_entry", number=numbers[0]))
        return redirect(url_for("organizations.show_organization", organization_id=organization.id))
    return render_template(
        "directory/record_check.html",
        form=form,
        organization=organization,
        numbers=entries.numbers_of(organization),
        is_public=entries.is_public(organization),
    )
