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
from engagement.screening.models.lists import (
    EntryKind,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)

__all__ = [
    "CaseAct",
    "CaseHand",
    "CaseOutcome",
    "CaseRating",
    "CaseState",
    "CaseStep",
    "EntryKind",
    "ListEntry",
    "ListVersion",
    "RatingBasis",
    "ScreeningCase",
    "Source",
    "StepKind",
    "VersionState",
]
