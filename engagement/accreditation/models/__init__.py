"""Tables of accreditation, by noun."""

from engagement.accreditation.models.accreditation import (
    LISTED,
    Accreditation,
    AccreditationStatus,
    StatusPeriod,
)
from engagement.accreditation.models.application import (
    Act,
    Application,
    ApplicationHand,
    ApplicationPath,
    ApplicationSnapshot,
    ApplicationStage,
    ApplicationState,
    TrackVersion,
    WaitingOn,
)
from engagement.accreditation.models.certified import CertifiedCopy, CopySeen
from engagement.accreditation.models.clarification import (
    AskedPaper,
    ClarificationQuestion,
    ClarificationRound,
    RoundJustification,
    RoundRequest,
)
from engagement.accreditation.models.completeness import (
    Cause,
    CheckedPart,
    ReturnedPart,
    ReturnForCompletion,
)
from engagement.accreditation.models.deadline import Reminder
from engagement.accreditation.models.decision import (
    FIRST_OUTCOMES,
    RECONSIDERED_OUTCOMES,
    Decision,
    Outcome,
    Reconsideration,
    SentBack,
)
from engagement.accreditation.models.deputy import Deputy
from engagement.accreditation.models.documents import ApplicationDocument
from engagement.accreditation.models.message import CaseMessage, InternalNote
from engagement.accreditation.models.recording import (
    LineOutcome,
    RecordedLine,
    Recording,
    RecordingState,
)
from engagement.accreditation.models.review import Finding, Recommendation, Verdict

__all__ = [
    "FIRST_OUTCOMES",
    "LISTED",
    "RECONSIDERED_OUTCOMES",
    "Accreditation",
    "AccreditationStatus",
    "Act",
    "Application",
    "ApplicationDocument",
    "ApplicationHand",
    "ApplicationPath",
    "ApplicationSnapshot",
    "ApplicationStage",
    "ApplicationState",
    "AskedPaper",
    "CaseMessage",
    "Cause",
    "CertifiedCopy",
    "CheckedPart",
    "ClarificationQuestion",
    "ClarificationRound",
    "CopySeen",
    "Decision",
    "Deputy",
    "Finding",
    "InternalNote",
    "LineOutcome",
    "Outcome",
    "Recommendation",
    "Reconsideration",
    "RecordedLine",
    "Recording",
    "RecordingState",
    "Reminder",
    "ReturnForCompletion",
    "ReturnedPart",
    "RoundJustification",
    "RoundRequest",
    "SentBack",
    "StatusPeriod",
    "TrackVersion",
    "Verdict",
    "WaitingOn",
]
