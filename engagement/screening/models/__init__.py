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
from engagement.screening.models.lists import (
    EntryKind,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)

__all__ = [
    "AgendaItem",
    "CaseAct",
    "CaseHand",
    "CaseOutcome",
    "CaseRating",
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
    "MeetingState",
    "RatingBasis",
    "ScreeningCase",
    "Source",
    "StepKind",
    "VersionState",
    "Vote",
]
