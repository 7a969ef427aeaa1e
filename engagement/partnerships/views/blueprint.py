"""The blueprint that the pages of partnerships register on."""

from flask import Blueprint, request

from engagement.web.i18n import PREFIX

bp = Blueprint("partnerships", __name__, url_prefix=f"/{PREFIX}/partnerships")
DESK = "/desk/<uuid:partnership_id>"


def asked(kind, name):
    """The member of an enumeration that the address names; None for all, and for nonsense."""
    value = request.args.get(name, "")
    return kind(value) if value in set(kind) else None
