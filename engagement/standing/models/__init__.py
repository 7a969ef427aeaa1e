"""Tables of accreditations that were granted, by noun."""

from engagement.standing.models.batch import Batch, BatchItem, BatchKind
from engagement.standing.models.change import (
    ENDINGS,
    Change,
    ChangeKind,
    ChangeState,
    Merger,
    MergerState,
)
from engagement.standing.models.correction import Correction, CorrectionState
from engagement.standing.models.night import (
    Act,
    Brake,
    NightOutcome,
    NightRun,
    ReportReminder,
)
from engagement.standing.models.paper import Paper
from engagement.standing.models.proceeding import (
    OPEN_PROCEEDINGS,
    Cause,
    Measure,
    Proceeding,
    ProceedingState,
)
from engagement.standing.models.report import OPEN_REPORTS, Report, ReportState
from engagement.standing.models.sending import Sending

__all__ = [
    "ENDINGS",
    "OPEN_PROCEEDINGS",
    "OPEN_REPORTS",
    "Act",
    "Batch",
    "BatchItem",
    "BatchKind",
    "Brake",
    "Cause",
    "Change",
    "ChangeKind",
    "ChangeState",
    "Correction",
    "CorrectionState",
    "Measure",
    "Merger",
    "MergerState",
    "NightOutcome",
    "NightRun",
    "Paper",
    "Proceeding",
    "ProceedingState",
    "Report",
    "ReportReminder",
    "ReportState",
    "Sending",
]
