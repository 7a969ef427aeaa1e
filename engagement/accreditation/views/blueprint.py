"""The blueprints that the pages of accreditation register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("accreditation", __name__, url_prefix=f"/{PREFIX}/accreditation")
verification = Blueprint("verification", __name__, url_prefix="/verify")
"""Without language prefix: its addresses stand in QR codes and on paper."""
