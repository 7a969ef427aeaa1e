"""The blueprints that the pages of standing register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("standing", __name__, url_prefix=f"/{PREFIX}/standing")
credentials = Blueprint("credentials", __name__, url_prefix="/verify")
"""Beside the verification of certificates: without a language in the address."""
published_documents = Blueprint("published", __name__, url_prefix="/.well-known")
"""For programs: what is at an address that standards or credentials name."""
