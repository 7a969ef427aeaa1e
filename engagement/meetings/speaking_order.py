"""In which order those who ask for the floor are called; pure rules.

Those whom no officer has moved stand as the rule says, one after another. Who was moved holds the
place: who asks later never pushes it back, and it comes forward with each one ahead that leaves.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engagement.meetings.models import OrderRule, SpeakerKind, SpeakerRank

RANKS = {rank: place for place, rank in enumerate(SpeakerRank)}


@dataclass(frozen=True)
class Waiting:
    """One in line: `position` is None for who has just come."""

    id: Hashable
    kind: SpeakerKind
    rank: SpeakerRank | None
    asked_at: datetime
    position: int | None = None
    moved: bool = False


@dataclass(frozen=True)
class Why:
    """Why somebody stands at a place: how many are called before, and for what reason."""

    moved: bool
    by_kind: int
    by_rank: int
    by_time: int
    by_officer: int
    in_turn: int


def line_up(
    waiting: Sequence[Waiting],
    rule: OrderRule,
    places: Mapping[str, int],
    served: Mapping[SpeakerKind, int],
) -> list[Waiting]:
    """All who wait in the order in which they are called.

    `served` says how many of each kind have been called already: turns go on where they are.
    """
    kept = sorted((each for each in waiting if each.position is not None), key=_position)
    held = {place: each for place, each in enumerate(kept) if each.moved}
    rest = iter(by_rule([each for each in waiting if not each.moved], rule, places, served))
    return [held[place] if place in held else next(rest) for place in range(len(waiting))]


def by_rule(
    waiting: Sequence[Waiting],
    rule: OrderRule,
    places: Mapping[str, int],
    served: Mapping[SpeakerKind, int],
) -> list[Waiting]:
    """The same without what officers moved."""
    if rule is OrderRule.TIME:
        return sorted(waiting, key=_asked)
    if rule is OrderRule.PROTOCOL:
        return sorted(waiting, key=lambda each: (places[each.kind], *_within(each)))
    turn, turns = Counter(_by_place(served, places)), {}
    for each in sorted(waiting, key=_within):
        turns[each.id] = turn[places[each.kind]]
        turn[places[each.kind]] += 1
    return sorted(waiting, key=lambda one: (turns[one.id], places[one.kind], *_within(one)))


def why(line: Sequence[Waiting], place: int, rule: OrderRule, places: Mapping[str, int]) -> Why:
    """Why the one at a place (from 0) of a line stands there."""
    one, ahead = line[place], line[:place]
    counts = Counter(_reason(each, one, rule, places) for each in ahead)
    return Why(
        moved=one.moved,
        by_kind=counts["kind"],
        by_rank=counts["rank"],
        by_time=counts["time"],
        by_officer=counts["officer"],
        in_turn=counts["turn"],
    )


def _reason(other, one, rule, places):
    """For what reason `other` is called before `one`."""
    if other.moved or one.moved:
        return "officer"
    if rule is OrderRule.TIME:
        return "time"
    if places[other.kind] == places[one.kind]:
        same = _rank(other) == _rank(one)
        return "time" if same else "rank"
    return "kind" if rule is OrderRule.PROTOCOL else "turn"


def _by_place(served, places):
    """How many were called of all kinds that stand at the same place of the order of protocol."""
    together: Counter = Counter()
    for kind, count in served.items():
        if kind in places:
            together[places[kind]] += count
    return together


def _position(one):
    return one.position


def _rank(one):
    return RANKS[one.rank] if one.kind.has_rank and one.rank else 0


def _asked(one):
    return one.asked_at, str(one.id)


def _within(one):
    return _rank(one), *_asked(one)
