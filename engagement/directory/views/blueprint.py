"""The blueprint of the register."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("directory", __name__, url_prefix=f"/{PREFIX}/register")
