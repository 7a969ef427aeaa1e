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
from engagement.screening.models.committee import (
    AgendaItem,
    CommitteeMeeting,
    CommitteePresence,
    CommitteeVote,
    ItemKind,
    ItemResult,
    MeetingState,
    Vote,
)
from engagement.screening.models.entry_keys import EntryKey
from engagement.screening.models.facts import CaseFinding, LoggedControversy
from engagement.screening.models.ineligibility import IneligibilityCheck, IneligibilityResult
from engagement.screening.models.legal_bars import BarState, LegalBar
from engagement.screening.models.lists import (
    Change,
    CheckOutcome,
    EntryKind,
    ListChange,
    ListCheck,
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
from engagement.screening.models.measures import TO_DO, CaseMeasure, CasePaper, MeasureState
from engagement.screening.models.parties import Party, PartyKind
from engagement.screening.models.replies import CaseReply
from engagement.screening.models.runs import Cause, ScreeningRun
from engagement.screening.models.tables import RiskTable, TableKind

__all__ = [
    "TO_DO",
    "UNDECIDED",
    "Act",
    "AgendaItem",
    "BarState",
    "CaseAct",
    "CaseFinding",
    "CaseHand",
    "CaseMeasure",
    "CaseOutcome",
    "CasePaper",
    "CaseRating",
    "CaseReply",
    "CaseState",
    "CaseStep",
    "Cause",
    "Change",
    "CheckOutcome",
    "ClearReason",
    "Clearance",
    "CommitteeMeeting",
    "CommitteePresence",
    "CommitteeVote",
    "Disposition",
    "EntryKey",
    "EntryKind",
    "IneligibilityCheck",
    "IneligibilityResult",
    "ItemKind",
    "ItemResult",
    "Lapse",
    "LegalBar",
    "ListChange",
    "ListCheck",
    "ListEntry",
    "ListVersion",
    "LoggedControversy",
    "Match",
    "MatchPaper",
    "MatchState",
    "MeasureState",
    "MeetingState",
    "Outcome",
    "Party",
    "PartyKind",
    "RatingBasis",
    "RiskTable",
    "ScreeningCase",
    "ScreeningRun",
    "Source",
    "StepKind",
    "TableKind",
    "VersionState",
    "Vote",
]
