"""What was compared with what: the list of runs, one with its signature, one asked for by hand."""

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.organizations.queries import get_organization
from engagement.screening.commands import screenings as commands
from engagement.screening.models import Source
from engagement.screening.permissions import Matches
from engagement.screening.queries import parties
from engagement.screening.queries import runs as queries
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.pages import keyset

COUNTED = {
    "parties": lambda: _("Organizations and people compared"),
    "entries": lambda: _("Entries they were compared with"),
    "hits": lambda: _("Alike enough for a match"),
    "opened": lambda: _("Matches opened"),
    "reopened": lambda: _("Matches opened again, since something changed"),
    "kept": lambda: _("Matches that stood already"),
    "lapsed": lambda: _("Matches that lapsed"),
}


@bp.get("/screening/desk/runs")
@access(Matches.LIST_RUNS)
def list_runs():
    """Every comparison, latest first, also those that found nothing."""
    page = keyset(queries.visible_to(actor()), queries.ORDER, descending=True)
    return render_template(
        "screening/list_runs.html",
        page=page,
        runs=[row[0] for row in page.rows],
        lists={source.value: source for source in Source},
    )


@bp.get("/screening/desk/runs/<uuid:run_id>")
@access(Matches.VIEW_RUN, queries.get_run)
def show_run(run):
    """What one run compared and counted, and whether its record is still what was signed."""
    return render_template(
        "screening/show_run.html",
        run=run,
        counts=[{"key": label(), "value": run.counts[name]} for name, label in COUNTED.items()],
        versions=[
            (Source(source), of["id"], datetime.fromisoformat(of["in_force_since"]))
            for source, of in sorted(run.list_versions.items())
        ],
        whole=queries.is_whole(run) if run.ended_at else None,
    )


@bp.post("/screening/desk/organizations/<uuid:organization_id>/screen")
@access(Matches.SCREEN, lambda organization_id: compared(organization_id))
def ask_screening(organization):
    """Compare an organization and its people once more."""
    if Form().validate_on_submit():
        commands.ask_screening(organization, actor=actor())
        flash(_("It will be compared once more within a minute."), "success")
    return redirect(url_for("organizations.show_organization", organization_id=organization.id))


def compared(organization_id):
    """An organization that is compared with lists and that this person may know of."""
    organization = get_organization(organization_id)
    own = parties.stored(organization_id) if organization else []
    seen = own and can(actor(), Matches.VIEW_PARTY, own[0])
    return organization if seen else None
