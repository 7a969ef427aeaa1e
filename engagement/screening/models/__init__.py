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
from engagement.screening.models.facts import CaseFinding, LoggedControversy
from engagement.screening.models.lists import (
    EntryKind,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.models.measures import TO_DO, CaseMeasure, CasePaper, MeasureState
from engagement.screening.models.replies import CaseReply
from engagement.screening.models.tables import RiskTable, TableKind

__all__ = [
    "TO_DO",
    "AgendaItem",
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
    "CommitteeMeeting",
    "CommitteePresence",
    "CommitteeVote",
    "EntryKind",
    "ItemKind",
    "ItemResult",
    "ListEntry",
    "ListVersion",
    "LoggedControversy",
    "MeasureState",
    "MeetingState",
    "RatingBasis",
    "RiskTable",
    "ScreeningCase",
    "Source",
    "StepKind",
    "TableKind",
    "VersionState",
    "Vote",
]
