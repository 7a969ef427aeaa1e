"""The colour that repeats a state's words; never the only sign."""

from engagement.accreditation.models import AccreditationStatus, ApplicationState, RecordingState
from engagement.accreditation.views.blueprint import bp
from engagement.organizations.models import ClaimState

S, A, R, C = ApplicationState, AccreditationStatus, RecordingState, ClaimState
TONES = {
    S.DRAFT: "neutral",
    S.SUBMITTED: "active",
    S.RETURNED: "attention",
    S.IN_REVIEW: "active",
    S.CLARIFICATION: "attention",
    S.RECOMMENDED: "active",
    S.ACCREDITED: "good",
    S.REFUSED: "bad",
    S.RECONSIDERATION: "active",
    S.UPHELD: "bad",
    S.WITHDRAWN: "neutral",
    S.CLOSED: "neutral",
    A.ACTIVE: "good",
    A.REPORT_DUE: "attention",
    A.SUSPENDED: "bad",
    R.CHECKING: "waiting",
    R.CHECKED: "active",
    R.WAITING: "attention",
    R.CONFIRMED: "waiting",
    R.RECORDED: "good",
    R.REFUSED: "bad",
    C.OPENED: "waiting",
    C.PROVED: "attention",
    C.CHECKED: "attention",
    C.WAITING: "waiting",
    C.OBJECTED: "bad",
    C.GRANTED: "good",
    C.REFUSED: "bad",
}


@bp.app_template_filter("tone")
def tone(state) -> str:
    """The tone of a state tag for a state or a status."""
    return TONES.get(state, "neutral")
