"""The tables of screening, by noun."""

from engagement.screening.models.ineligibility import IneligibilityCheck, IneligibilityResult
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

__all__ = [
    "Change",
    "CheckOutcome",
    "EntryKind",
    "IneligibilityCheck",
    "IneligibilityResult",
    "ListChange",
    "ListCheck",
    "ListEntry",
    "ListVersion",
    "Source",
    "VersionState",
]
