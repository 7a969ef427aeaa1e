"""Two versions of one list: what was added, changed, removed, and whether to believe the newer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.screening.list_files.entries import ListedEntry, canonical

SHRUNK_BY = 5
"""Per cent of the entries that may be gone before a person has to confirm (security R-34)."""

GROWN_BY = 50
"""Per cent that may be new."""


@dataclass(frozen=True)
class Difference:
    """References of the newer version, in its order; `removed` in the order of the older one."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def nothing(self) -> bool:
        """Whether both versions say the same."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Doubt:
    """Why a version that can be read should not be believed before a person has confirmed it."""

    code: str
    """empty, older, shrunk, grown"""
    sentence: Any


@dataclass(frozen=True)
class Change:
    """One field of an entry: what came, what went, or the text before and after."""

    field: str
    label: Any
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def difference(old: Mapping[str, bytes], new: Iterable[ListedEntry]) -> Difference:
    """What changed since a version of which reference and content hash of each entry are known."""
    added: list[str] = []
    changed: list[str] = []
    unchanged = 0
    left = dict(old)
    for entry in new:
        before = left.pop(entry.reference, None)
        if before is None:
            added.append(entry.reference)
        elif bytes(before) == entry.content_hash():
            unchanged += 1
        else:
            changed.append(entry.reference)
    return Difference(tuple(added), tuple(changed), tuple(left), unchanged)


def doubts(
    old_count: int,
    new_count: int,
    old_generated: datetime | date | None = None,
    new_generated: datetime | date | None = None,
    *,
    shrunk_by: float = SHRUNK_BY,
    grown_by: float = GROWN_BY,
) -> list[Doubt]:
    """Doubts about a newer version; none for the first one (`old_count` 0), unless it is empty."""
    found = []
    if new_count == 0:
        found.append(Doubt("empty", _l("The list has become empty.")))
    if old_generated and new_generated and _moment(new_generated) < _moment(old_generated):
        found.append(
            Doubt(
                "older",
                _l("The list is older than the one in force: its publisher made it before that."),
            )
        )
    if 0 < new_count < old_count * (1 - shrunk_by / 100):
        found.append(
            Doubt(
                "shrunk",
                _l(
                    "The list has %(new)s entries, the one in force %(old)s: more than "
                    "%(share)s %% fewer.",
                    new=new_count,
                    old=old_count,
                    share=_number(shrunk_by),
                ),
            )
        )
    if old_count and new_count > old_count * (1 + grown_by / 100):
        found.append(
            Doubt(
                "grown",
                _l(
                    "The list has %(new)s entries, the one in force %(old)s: more than "
                    "%(share)s %% more.",
                    new=new_count,
                    old=old_count,
                    share=_number(grown_by),
                ),
            )
        )
    return found


def changes_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What changed within an entry, from `ListedEntry.content()` of both versions, to be shown.

    Names are compared with their kind, details by their own names (`details.addresses`).
    """
    before, after = _flat(old), _flat(new)
    found = []
    for field in sorted(before.keys() | after.keys(), key=_place):
        gone = [text for text in before.get(field, ()) if text not in after.get(field, ())]
        come = [text for text in after.get(field, ()) if text not in before.get(field, ())]
        if gone or come:
            found.append(Change(field, LABELS.get(field, field), tuple(come), tuple(gone)))
    return found


LABELS: dict[str, Any] = {
    "shown_as": _l("Name shown"),
    "names": _l("Names"),
    "kind": _l("Person or organization"),
    "countries": _l("Countries"),
    "births": _l("Birth"),
    "identifiers": _l("Documents and numbers"),
    "gender": _l("Gender"),
    "programme": _l("Programme"),
    "listed_on": _l("Listed on"),
    "until": _l("Ineligible until"),
    "remarks": _l("Remarks"),
    "details.addresses": _l("Addresses"),
    "details.nationalities": _l("Nationality"),
    "details.places_of_birth": _l("Place of birth"),
    "details.births_as_written": _l("Birth, as written"),
    "details.designations": _l("Positions"),
    "details.titles": _l("Titles"),
    "details.documents": _l("Documents"),
    "details.names_as_written": _l("Names as written"),
    "details.grounds": _l("Grounds"),
    "details.status": _l("Status"),
    "details.sector": _l("Sector"),
    "details.linked_to": _l("Linked to"),
}
"""What a reader calls the fields; one that is not here is shown by its own name."""

_ORDER = {field: number for number, field in enumerate(LABELS)}


def _place(field: str) -> tuple[int, str]:
    return _ORDER.get(field, len(_ORDER)), field


def _flat(content: Mapping[str, Any]) -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for key, value in content.items():
        if key == "details":
            flat |= {f"details.{name}": _texts(each) for name, each in value.items()}
        else:
            flat[key] = _texts(value)
    return flat


def _texts(value: Any) -> list[str]:
    """One line for each part of a field."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [_text(each) for each in value]
    return [_text(value)]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    parts: list[Any] | None = None
    if isinstance(value, Mapping):
        parts = list(value.values())
    elif isinstance(value, list):
        parts = value
    if parts is None:
        return canonical(value)
    return ", ".join(_text(part) for part in parts if part not in (None, "", False))


def _moment(when: datetime | date) -> datetime:
    if isinstance(when, datetime):
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return datetime(when.year, when.month, when.day, tzinfo=UTC)


def _number(share: float) -> str:
    return str(int(share)) if share == int(share) else str(share)
