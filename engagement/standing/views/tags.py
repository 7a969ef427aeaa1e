"""The colour that repeats the words of a state, and the words of a reason code."""

from flask_babel import lazy_gettext as _l

from engagement.standing.models import (
    Cause,
    ChangeKind,
    ChangeState,
    CorrectionState,
    MergerState,
    ProceedingState,
    ReportState,
)
from engagement.standing.views.blueprint import bp

R, P, C, M = ReportState, ProceedingState, ChangeState, MergerState
TONES = {
    R.OPEN: "attention",
    R.SUBMITTED: "active",
    R.RETURNED: "attention",
    R.ACCEPTED: "good",
    P.NOTICED: "attention",
    P.DECIDED: "bad",
    P.IN_EFFECT: "bad",
    P.RECONSIDERATION: "active",
    P.OVERTURNED: "good",
    C.REFUSED: "bad",
    M.PROPOSED: "active",
    M.CARRIED_OUT: "good",
    CorrectionState.PROPOSED: "active",
    CorrectionState.CONFIRMED: "good",
}
REASONS = {
    "decision": _l("Decision on the application"),
    "recorded": _l("Recorded from the earlier list"),
    "report_accepted": _l("The report was accepted"),
    "overturned": _l("The measure was overturned"),
    "lifted": _l("The suspension was lifted"),
    "merger": _l("Merged with another organization"),
    "merger_undone": _l("The merger was undone"),
    "ending_undone": _l("It had ended by mistake"),
    **{each.value: each.label for each in Cause},
    **{each.value: each.label for each in ChangeKind},
}
"""Why a status period began, by its code; the register shows the same words."""


@bp.app_template_filter("standing_tone")
def standing_tone(state) -> str:
    """The tone of a state tag of a report, a proceeding, a change, a merger or a correction."""
    return TONES.get(state, "neutral")


@bp.app_template_filter("status_reason")
def status_reason(code: str):
    """The words for the reason code of a status period; the code itself when nobody gave it any."""
    return REASONS.get(code, code)
