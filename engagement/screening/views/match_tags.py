"""How states, bands and scores of matches are shown, and what a list says in figures."""

import contextlib
from datetime import date

from flask_babel import gettext as _

from engagement.screening import words
from engagement.screening.list_files.tables import is_made
from engagement.screening.models import Lapse, MatchState
from engagement.screening.views.blueprint import bp
from engagement.web.i18n import format_date

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


@bp.app_template_filter("is_given")
def is_given(reference: str) -> bool:
    """Whether a list itself gave this reference; one that we made is not shown."""
    return not is_made(reference)


@bp.app_template_filter("day_or_text")
def day_or_text(said: str | None) -> str | None:
    """A day of a list in the reader's form; what is no day as the list says it."""
    with contextlib.suppress(TypeError, ValueError):
        return format_date(date.fromisoformat(said))
    return said
