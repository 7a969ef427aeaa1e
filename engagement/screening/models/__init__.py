"""The tables of screening, by noun."""

from engagement.screening.models.lists import (
    EntryKind,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)

__all__ = ["EntryKind", "ListEntry", "ListVersion", "Source", "VersionState"]
