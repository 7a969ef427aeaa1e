"""The balance of a programme while it is chosen: who proposes, who is selected.

Organizations and States are counted as they are. Speakers are people: of them there are shares
alone, rounded to tens, and none where fewer than five stand on either side (product 2.1), so that
nobody can be told from the difference between two choices.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.countries import Region
from engagement.core.major_groups import MajorGroup
from engagement.core.small_numbers import shown_share
from engagement.core.text import NATIVE_NAMES
from engagement.meetings.models import CategoryKind, SideEvent, SideEventState
from engagement.meetings.queries.side_event_lists import FACETS, Proposal

DIMENSIONS = (
    ("region", _l("Region"), Region.choices()),
    ("group", _l("Major Group"), MajorGroup.choices()),
    (
        "category",
        _l("Category"),
        [
            (each.value, each.label)
            for each in (
                CategoryKind.MEMBER_STATE,
                CategoryKind.ACCREDITED,
                CategoryKind.PRIVATE_SECTOR,
            )
        ],
    ),
    (
        "first",
        _l("First side event of the organizer"),
        [("yes", _l("Yes")), ("no", _l("No"))],
    ),
    ("language", _l("Language"), list(NATIVE_NAMES.items())),
)
"""By what the balance is shown, in the order of the page."""


@dataclass(frozen=True)
class Line:
    """One value of a dimension: how many are proposed, selected, and would be with those chosen."""

    value: str
    label: Any
    proposed: int
    selected: int
    then: int


@dataclass(frozen=True)
class Dimension:
    """One table of the balance."""

    key: str
    title: Any
    lines: list[Line]


@dataclass(frozen=True)
class Share:
    """A share of speakers in tens of percent among proposals, and among those selected, or None."""

    label: Any
    proposed: int | None
    selected: int | None


def balance(found: Sequence[Proposal], chosen: Collection[uuid.UUID] = ()) -> list[Dimension]:
    """Each dimension with its lines; with `chosen`, what would be if these were selected, too."""
    selected = [each for each in found if each.event.state is SideEventState.SELECTED]
    then = [each for each in found if each in selected or each.event.id in chosen]
    return [
        Dimension(
            key,
            title,
            [
                Line(value, label, *(_count(each, key, value) for each in (found, selected, then)))
                for value, label in values
            ],
        )
        for key, title, values in DIMENSIONS
    ]


def speakers(found: Sequence[Proposal]) -> list[Share]:
    """Women, and people under 30, among the speakers that are counted in proposals."""
    events = [each.event for each in found]
    selected = [each for each in events if each.state is SideEventState.SELECTED]
    return [
        Share(label, _share(events, name), _share(selected, name))
        for label, name in (
            (_l("Women among the speakers"), "speakers_women"),
            (_l("People under 30 among the speakers"), "speakers_young"),
        )
    ]


def speakers_in(event: SideEvent) -> int:
    """How many speakers a proposal counts."""
    told = (event.speakers_women, event.speakers_men, event.speakers_other)
    return sum(each or 0 for each in told)


def _share(events, name):
    total = sum(speakers_in(each) for each in events)
    count = shown_share(sum(getattr(each, name) or 0 for each in events), total)
    return None if count is None else round(10 * count / total) * 10


def _count(found, key, value):
    return sum(value in FACETS[key](each) for each in found)
