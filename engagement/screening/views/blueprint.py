"""The blueprint that the pages of screening register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("screening", __name__, url_prefix=f"/{PREFIX}")
