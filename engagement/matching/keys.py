"""Keys by which a name that was asked finds the listed ones, and how many it shares with them.

A key is a letter for its kind, ":" and what it is made of, at most `LONGEST_KEY` characters:

- `t` a word in Latin letters, or the meaning of an ordinary word of an organization
- `s` its consonants, in each form they may have; of two neighbouring words as one too
- `d` a word with one letter left out: two words one slip apart share one
- `p` the consonants of two words, `i` an initial and the consonants of another word: for words
  too frequent to be looked up alone
- `w` all words of a name, in any order; `a` an acronym

`keys_of_name` is what is stored of a listed name, `keys_of_query` what is asked, in groups: each
group is a word of the name asked, with its weight. A listed name counts once a group, by the best
key it shares there.
"""

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Protocol, TypeVar

from engagement.matching.parties import Kind, NameKind
from engagement.matching.prepared import PreparedName, prepare_name
from engagement.matching.tokens import Role, Token

LONGEST_KEY = 60
MOST_ROWS_A_KEY = 400
"""A key that more listed names have is not looked up; keys of two words stand in."""

_SAME, _SOUND, _OTHER_SOUND, _SLIP, _REST = 1.0, 0.9, 0.8, 0.75, 0.6
_SHORTEST_SLIP, _LONGEST_WITH_SLIPS = 4, 14
_MOST_PAIRED = 8
_SILENT = frozenset({Role.TITLE, Role.PARTICLE, Role.LEGAL})
_COVERED = 0.25
"""How much a listed name's words that were not asked for count against it."""

_MOST_TIED = 3

Ref = TypeVar("Ref", int, str, tuple[str, int])
"""What a caller knows a listed name by."""


Asked = TypeVar("Asked", contravariant=True)


class Weights(Protocol[Asked]):
    """The weights of listed names."""

    def __getitem__(self, ref: Asked, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Group:
    """A word that was asked: its weight, and its keys with how well each speaks for it."""

    weight: float
    keys: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class PairKey:
    """A key of two words: the places of their groups, and the keys either has alone."""

    key: str
    one: int
    other: int
    alone: tuple[str, str]


@dataclass(frozen=True, slots=True)
class QueryKeys:
    """What a name asks for."""

    groups: tuple[Group, ...]
    pairs: tuple[PairKey, ...]

    @property
    def wanted(self) -> frozenset[str]:
        """All keys, before frequent ones are left out (`affordable`)."""
        alone = {key for group in self.groups for key, _ in group.keys}
        either = {key for pair in self.pairs for key in (pair.key, *pair.alone)}
        return frozenset(alone | either)


def keys_of_name(text: str, kind: Kind, name_kind: NameKind = "primary") -> dict[str, int]:
    """What to store of a listed name: key to weight, the same for all keys of the name.

    The weight is that of all words of the name, in hundredths: `rank` needs it.
    """
    name = prepare_name(text, kind, name_kind)
    weight = weight_of(name)
    keys = keys_alone(name) | {pair.key for pair in pairs_of(name.tokens)}
    return dict.fromkeys(sorted(keys), weight)


def keys_of_query(text: str, kind: Kind) -> QueryKeys:
    """What to look up for a name that is asked."""
    return asked(prepare_name(text, kind))


def weight_of(name: PreparedName) -> int:
    """The weight stored beside the keys of a listed name."""
    return round(name.weight * 100)


def keys_alone(name: PreparedName) -> set[str]:
    """All keys of a listed name but those of two words."""
    found = {key for token in name.tokens for key, _ in keys_of_token(token)}
    return found | keys_of_whole(name)


def keys_of_whole(name: PreparedName) -> set[str]:
    """The keys of a listed name that are none of its single words'."""
    found = {_cut("s:" + join.token.skeleton) for join in name.joins if _sounds(join.token)}
    found |= {_cut(f"a:{acronym}") for acronym in name.stated | name.initials}
    found.add(_whole(name.tokens))
    return found


def asked(name: PreparedName) -> QueryKeys:
    """`keys_of_query` of a name that is prepared already."""
    places: dict[int, int] = {}
    groups: list[Group] = []
    for at, token in enumerate(name.tokens):
        if keys := keys_of_token(token):
            places[at] = len(groups)
            groups.append(Group(token.weight, keys))
    pairs = [
        PairKey(pair.key, places[pair.one], places[pair.other], pair.alone)
        for pair in pairs_of(name.tokens)
        if pair.one in places and pair.other in places
    ]
    for join in name.joins:
        if keys := keys_of_token(join.token):
            groups.append(Group(join.token.weight, keys))
    for acronym in sorted(name.stated | name.initials):
        groups.append(Group(1.0, ((_cut(f"a:{acronym}"), _SOUND),)))
    groups.append(Group(1.0, ((_whole(name.tokens), _SAME),)))
    return QueryKeys(tuple(groups), tuple(pairs))


def affordable(
    query: QueryKeys, counts: Mapping[str, int], most: int = MOST_ROWS_A_KEY
) -> set[str]:
    """The keys to look up, given how many rows each has (absent: none): frequent ones are not.

    A key of two words is looked up only where one of its words is too frequent alone.
    """
    found = {
        key for group in query.groups for key, _ in group.keys if 0 < counts.get(key, 0) <= most
    }
    for pair in query.pairs:
        if any(counts.get(key, 0) > most for key in pair.alone):
            if 0 < counts.get(pair.key, 0) <= most:
                found.add(pair.key)
    return found


def rank(query: QueryKeys, rows: Iterable[tuple[str, Ref, int]], k: int) -> list[Ref]:
    """The names that share most with what was asked, best first, from rows (key, name, weight).

    `k` of them, and those that share as much as the last (up to three times `k`): so the order
    of the rows, and what `ref` is, do not matter to what is found.
    """
    postings: dict[str, list[Ref]] = {}
    weights: dict[Ref, int] = {}
    for key, ref, weight in rows:
        postings.setdefault(key, []).append(ref)
        weights[ref] = weight
    return ranked(query, postings, weights, k)


def ranked(
    query: QueryKeys,
    postings: Mapping[str, Iterable[Ref]],
    weights: "Weights[Ref]",
    k: int,
) -> list[Ref]:
    """`rank` of rows that are grouped by key already."""
    met: list[dict[Ref, float]] = []
    for group in query.groups:
        best: dict[Ref, float] = {}
        for key, quality in group.keys:
            if refs := postings.get(key):
                best = dict.fromkeys(refs, quality * group.weight) | best
        met.append(best)
    for pair in query.pairs:
        if refs := postings.get(pair.key):
            for at in (pair.one, pair.other):
                met[at] = dict.fromkeys(refs, _SOUND * query.groups[at].weight) | met[at]
    mass: dict[Ref, float] = {}
    for best in met:
        for ref, value in best.items():
            mass[ref] = mass.get(ref, 0.0) + value
    if not mass:
        return []
    scored = {ref: value - _COVERED * weights[ref] / 100 for ref, value in mass.items()}
    least = -math.inf
    if len(scored) > k:
        least = heapq.nlargest(k, scored.values())[-1]
    best_first = sorted((-value, ref) for ref, value in scored.items() if value >= least)
    return [ref for _, ref in best_first[: _MOST_TIED * k]]


@lru_cache(maxsize=16384)
def keys_of_token(token: Token) -> tuple[tuple[str, float], ...]:
    """The keys of a word, the most telling first; none for titles, particles, legal forms."""
    if token.role in _SILENT or token.role is Role.INITIAL or not token.latin:
        return ()
    if token.concept:
        return ((_cut(f"t:{token.concept}"), _SAME),)
    latin = token.latin
    found = {_cut(f"t:{latin}"): _SAME}
    if token.role is Role.NUMBER:
        return tuple(found.items())
    for at, form in enumerate(form for form in token.forms if len(form) > 1):
        found.setdefault(_cut(f"s:{form}"), _OTHER_SOUND if at else _SOUND)
    if _SHORTEST_SLIP <= len(latin) <= _LONGEST_WITH_SLIPS:
        found.setdefault(f"d:{latin}", _SLIP)
        for gap in range(len(latin)):
            found.setdefault(f"d:{latin[:gap]}{latin[gap + 1 :]}", _SLIP)
    if token.rest:
        found.setdefault(_cut(f"s:{token.rest.skeleton}"), _REST)
    return tuple(found.items())


def pairs_of(tokens: tuple[Token, ...]) -> list[PairKey]:
    """Keys of two words of a name, and of a first letter beside another word ("J. Smith")."""
    speaking = [
        (at, token) for at, token in enumerate(tokens) if token.role not in _SILENT and token.latin
    ][:_MOST_PAIRED]
    found: list[PairKey] = []
    for (one, first), (other, second) in combinations(speaking, 2):
        if Role.INITIAL not in (first.role, second.role):
            words = " ".join(sorted((_essence(first), _essence(second))))
            found.append(PairKey(_cut(f"p:{words}"), one, other, (_alone(first), _alone(second))))
        for letter, word in ((first, second), (second, first)):
            if word.role is Role.NAME and letter.role in (Role.NAME, Role.INITIAL):
                key = _cut(f"i:{letter.latin[0]} {_essence(word)}")
                found.append(PairKey(key, one, other, (_alone(word), _alone(word))))
    return found


def _whole(tokens: tuple[Token, ...]) -> str:
    return _cut(
        "w:" + " ".join(sorted(_essence(token) for token in tokens if token.role not in _SILENT))
    )


def _sounds(token: Token) -> bool:
    return len(token.skeleton) > 2


def _essence(token: Token) -> str:
    """What stands for a word in keys of several."""
    return token.concept or (token.skeleton if len(token.skeleton) > 1 else token.latin)


def _alone(token: Token) -> str:
    """The key of a word that says how frequent it is."""
    by_sound = not token.concept and len(token.skeleton) > 1
    return _cut(f"s:{token.skeleton}" if by_sound else f"t:{token.concept or token.latin}")


def _cut(key: str) -> str:
    return key[:LONGEST_KEY]
