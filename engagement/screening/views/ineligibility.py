"""The UN list of ineligible vendors, looked at by hand: records, and those of an organization."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import today
from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.organizations.panels import register
from engagement.organizations.queries import get_organization
from engagement.screening.commands import ineligibility as commands
from engagement.screening.forms.ineligibility import IneligibilityForm
from engagement.screening.models import IneligibilityCheck, IneligibilityResult
from engagement.screening.permissions import Ineligibility
from engagement.screening.queries import ineligibility as queries
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset

RESULT_TONES = {
    IneligibilityResult.NOT_LISTED: "good",
    IneligibilityResult.LISTED: "bad",
    IneligibilityResult.UNCLEAR: "attention",
}


@bp.app_template_filter("result_tone")
def result_tone(result: IneligibilityResult) -> str:
    """The colour that repeats a result; never the only sign."""
    return RESULT_TONES[result]


def panel(organization: Organization, actor: Actor) -> dict | None:
    """What was found of an organization, on its page, for those who may know."""
    if not can(actor, Ineligibility.LIST) or organization.id in actor.conflicts:
        return None
    return {
        "checks": queries.of_organization(organization, actor),
        "may_record": can(actor, Ineligibility.RECORD, organization),
    }


register("screening/_ineligibility.html", panel)


@bp.get("/screening/desk/ineligible-vendors")
@access(Ineligibility.LIST)
def list_ineligibility():
    """Every look at the list, the latest first; those with one result, if asked."""
    asked = request.args.get("result", "")
    result = IneligibilityResult(asked) if asked in set(IneligibilityResult) else None
    page = keyset(
        queries.listed(actor(), result),
        (IneligibilityCheck.checked_on, IneligibilityCheck.id),
        descending=True,
    )
    return render_template(
        "screening/list_ineligibility.html",
        page=page,
        checks=[row.IneligibilityCheck for row in page.rows],
        result=result,
        results=list(IneligibilityResult),
    )


@bp.route(
    "/screening/desk/ineligible-vendors/<uuid:organization_id>/record", methods=["GET", "POST"]
)
@access(Ineligibility.RECORD, get_organization)
def record_ineligibility(organization):
    """Record what the list said of an organization."""
    known = [organization.name, *filter(None, [organization.latin_name])]
    form = IneligibilityForm(data={"checked_on": today(), "names": "\n".join(dict.fromkeys(known))})
    if form.validate_on_submit():
        commands.record_ineligibility(organization, form.finding(), actor=actor(), key=form.key)
        flash(_("What you found is recorded."), "success")
        return redirect(url_for("organizations.show_organization", organization_id=organization.id))
    return render_template(
        "screening/record_ineligibility.html", organization=organization, form=form
    ), status_of(form)
