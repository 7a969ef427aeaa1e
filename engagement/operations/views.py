"""Addresses for machines: is the process alive, is it ready, its figures."""

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from engagement.operations import health
from engagement.web.access import public

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@public
def healthz():
    """The process answers; nothing else is looked at."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz():
    """Whether this process can do its work: database, tables, disk."""
    reasons = health.not_ready(current_app.config["SETTINGS"])
    body = "ready\n" if not reasons else "not ready\n"
    return Response(body, status=503 if reasons else 200, mimetype="text/plain")


@bp.get("/metrics")
@public
def metrics():
    """Prometheus figures; for the local network only."""
    if not health.is_local():
        return Response("not found\n", status=404, mimetype="text/plain")
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
