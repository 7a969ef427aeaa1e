"""How states, bands and scores of matches are shown."""

from flask_babel import gettext as _

from engagement.screening import words
from engagement.screening.models import Lapse, MatchState
from engagement.screening.views.blueprint import bp

TONES = {
    MatchState.OPEN: "attention",
    MatchState.PROPOSED: "waiting",
    MatchState.CLEARED: "good",
    MatchState.CONFIRMED: "bad",
    MatchState.LAPSED: "neutral",
}


@bp.app_template_filter("match_tone")
def match_tone(state) -> str:
    """The colour that repeats how far a match is; never the only sign."""
    return TONES[state]


@bp.app_template_filter("band_label")
def band_label(band: str) -> str:
    """A band in words."""
    return str(words.band_label(band))


@bp.app_template_filter("band_tone")
def band_tone(band: str) -> str:
    """The colour that repeats a band; never the only sign."""
    return words.band_tone(band)


@bp.app_template_filter("points")
def points(score: float) -> int:
    """A score as points of a hundred."""
    return words.in_points(score)


@bp.app_template_filter("lapse_label")
def lapse_label(code: str) -> str:
    """Why a clearance holds no more, in words."""
    return str(Lapse(code).label) if code in set(Lapse) else _("Opened again")
