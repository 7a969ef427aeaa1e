"""The blueprint that the pages of meetings register on."""

from flask import Blueprint

from engagement.web.i18n import PREFIX

bp = Blueprint("meetings", __name__, url_prefix=f"/{PREFIX}/meetings")
MEETING = "/<uuid:meeting_id>"
REGISTRATION = "/registrations/<uuid:registration_id>"
