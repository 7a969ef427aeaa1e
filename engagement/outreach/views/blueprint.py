"""The blueprint that the pages of encouraging register on."""

from flask import Blueprint, request

from engagement.core.countries import Region
from engagement.web.i18n import PREFIX

bp = Blueprint("outreach", __name__, url_prefix=f"/{PREFIX}")


def region_asked() -> Region | None:
    """The region of the address; None for all, and for nonsense."""
    asked = request.args.get("region", "")
    return Region(asked) if asked in set(Region) else None
