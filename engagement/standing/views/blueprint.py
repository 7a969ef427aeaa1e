"""The blueprint that the pages of accreditations that were granted register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("standing", __name__, url_prefix=f"/{PREFIX}/standing")
