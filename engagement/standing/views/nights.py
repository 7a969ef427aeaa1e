"""Past nights: what ran, what was held, what was proposed; for clerks and for auditors."""

from flask import render_template

from engagement.standing.permissions import Standings
from engagement.standing.queries import nights as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.pages import keyset


@bp.get("/nights")
@access(Standings.SEE_NIGHTS)
def list_nights():
    """What became of each act in each night, the latest first."""
    page = keyset(queries.runs(actor()), queries.RUN_ORDER, descending=True)
    return render_template("standing/list_nights.html", page=page)


@bp.get("/nights/brakes")
@access(Standings.SEE_NIGHTS)
def list_brakes():
    """Who held or let run what, and why, the latest first."""
    page = keyset(queries.brakes(actor()), queries.BRAKE_ORDER, descending=True)
    return render_template("standing/list_brakes.html", page=page)


@bp.get("/batches")
@access(Standings.SEE_NIGHTS)
def list_batches():
    """Proposals, those that were decided as well, the latest first."""
    page = keyset(queries.proposals(actor()), queries.BATCH_ORDER, descending=True)
    return render_template("standing/list_batches.html", page=page)
