"""The blueprint that the pages of the two short tracks register on."""

from flask import Blueprint

from engagement.protocol.models import ShortTrackState as S
from engagement.web.i18n import PREFIX

bp = Blueprint("protocol", __name__, url_prefix=f"/{PREFIX}")
STATE = "<string(length=2):state_code>"
TONES = {S.RECEIVED: "active", S.CHECKED: "active", S.RECORDED: "good", S.RETURNED: "attention"}


@bp.app_template_filter("track_tone")
def track_tone(state: S) -> str:
    """The colour that repeats a state's words; never the only sign."""
    return TONES[state]
