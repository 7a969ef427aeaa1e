"""The blueprint that the pages of organizations register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("organizations", __name__, url_prefix=f"/{PREFIX}/organizations")
