"""The blueprints of the register, and of that of companies."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("directory", __name__, url_prefix=f"/{PREFIX}/register")
companies_bp = Blueprint("companies", __name__, url_prefix=f"/{PREFIX}/private-sector")
