"""The tables of screening, by noun."""

from engagement.screening.models.cases import (
    CaseAct,
    CaseHand,
    CaseOutcome,
    CaseRating,
    CaseState,
    CaseStep,
    RatingBasis,
    ScreeningCase,
    StepKind,
)
from engagement.screening.models.entry_keys import EntryKey
from engagement.screening.models.legal_bars import BarState, LegalBar
from engagement.screening.models.lists import (
    EntryKind,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.models.matches import (
    UNDECIDED,
    Act,
    Clearance,
    ClearReason,
    Disposition,
    Lapse,
    Match,
    MatchPaper,
    MatchState,
    Outcome,
)
from engagement.screening.models.parties import Party, PartyKind
from engagement.screening.models.runs import Cause, ScreeningRun

__all__ = [
    "UNDECIDED",
    "Act",
    "BarState",
    "CaseAct",
    "CaseHand",
    "CaseOutcome",
    "CaseRating",
    "CaseState",
    "CaseStep",
    "Cause",
    "ClearReason",
    "Clearance",
    "Disposition",
    "EntryKey",
    "EntryKind",
    "Lapse",
    "LegalBar",
    "ListEntry",
    "ListVersion",
    "Match",
    "MatchPaper",
    "MatchState",
    "Outcome",
    "Party",
    "PartyKind",
    "RatingBasis",
    "ScreeningCase",
    "ScreeningRun",
    "Source",
    "StepKind",
    "VersionState",
]
