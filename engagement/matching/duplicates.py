"""Organizations that may be the same: keys to find candidates by, and a score to rank them.

The keys of every organization are stored, one row each; those of a new name are looked up by
equality, the candidates ordered by how many keys they share, and the best hundred or so scored:

    SELECT organization_id FROM organization_name_key WHERE key = ANY(:keys)
    GROUP BY organization_id ORDER BY count(*) DESC LIMIT 100
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

from engagement.matching import alignment, terms, words
from engagement.matching.identifiers import PUBLIC_PROVIDERS, registration_key, web_domain
from engagement.matching.words import Kind, Name, Word

__all__ = [
    "FLOOR",
    "PUBLIC_PROVIDERS",
    "REASONS",
    "Match",
    "best",
    "keys",
    "registration_key",
    "score",
    "web_domain",
]

FLOOR = 0.72
"""The score from which a possible duplicate is worth showing to the person who creates one."""

REASONS = ("same_words", "order", "spelling", "script", "acronym", "overlap")
"""Every code `Match.reason` can have."""

MOST_NAMES = 12
LONGEST_KEY = 60

_KEY_LETTERS = 10
_WORDS_WITH_VARIANTS = 2
_WORDS_IN_PAIRS = 5
_CHINESE_PAIRS = 12
_SHORT = 4
_LONGEST_CHINESE_PROPER = 6
_ACRONYM_SCORES = {2: 0.5, 3: 0.78}
_LONG_ACRONYM = 0.85
_CONTRADICTED = 0.3

Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True)
class Match(Generic[Id]):
    """A candidate, its score (0 to 1), the two names that met best, and why (one of `REASONS`)."""

    id: Id
    score: float
    mine: str
    theirs: str
    reason: str


def keys(names: Iterable[str]) -> set[str]:
    """The blocking keys of an organization's names: about 40 a name at most, 60 characters a key.

    Two names share a key when they have the same telling words in any order or script, differ by
    one slip, have two words in common that sound alike, or one is the acronym of the other:

    - `n`, `j`, `k`: all telling words, sorted, joined, by their consonants
    - `d`: a word with one letter left out; `s`: the same of a short word beside "association"
    - `p`: consonants of two words; `h`: two Chinese characters; `a`: an acronym
    """
    found: set[str] = set()
    for name in list(names)[:MOST_NAMES]:
        parsed = words.parse(name)
        found |= _whole(parsed) | _slips(parsed) | _pairs(parsed) | _chinese(parsed)
        found |= {f"a:{acronym}" for acronym in parsed.stated | parsed.initials}
        if len(parsed.words) == 1 and len(parsed.words[0].latin) <= words.LONGEST_ACRONYM:
            found.add(f"a:{parsed.words[0].latin}")
    return {key[:LONGEST_KEY] for key in found}


def score(left: list[str], right: list[str]) -> float:
    """How likely two organizations are the same by their names alone: 0 to 1, of the best pair."""
    return _closest(left, right).score


def best(
    names: Iterable[str],
    candidates: Mapping[Id, list[str]],
    *,
    limit: int = 5,
    floor: float = FLOOR,
) -> list[Match[Id]]:
    """The candidates most like an organization with these names, best first.

    At most `limit` of them, none scored under `floor` (0 ranks whatever shares anything: for a
    search). Equal scores keep the order in which the candidates were given.
    """
    mine = list(names)
    matches = [
        Match(id, pair.score, pair.mine, pair.theirs, pair.reason)
        for id, theirs in candidates.items()
        if (pair := _closest(mine, theirs)).reason and pair.score >= floor
    ]
    return sorted(matches, key=lambda match: -match.score)[:limit]


@dataclass(frozen=True)
class _Pair:
    score: float
    mine: str
    theirs: str
    reason: str


def _closest(left: list[str], right: list[str]) -> _Pair:
    by_words = by_acronym = _Pair(0.0, "", "", "")
    full_names: list[float] = []
    for mine, theirs in product(left[:MOST_NAMES], right[:MOST_NAMES]):
        one, other = words.parse(mine), words.parse(theirs)
        aligned = alignment.align(one, other)
        pair = _Pair(aligned.score, mine, theirs, aligned.reason)
        shared = _acronym_score(one, other)
        are_full = len(one.words) > 1 and len(other.words) > 1
        if are_full:
            full_names.append(aligned.score)
        if shared > by_acronym.score:
            by_acronym = _Pair(shared, mine, theirs, "acronym")
        if shared and not are_full:
            # The same acronym written twice is one piece of evidence, not a name that agrees.
            by_acronym = max(by_acronym, pair, key=_by_score)
        else:
            by_words = max(by_words, pair, key=_by_score)
    # Full names that contradict each other outweigh the few letters of a shared acronym.
    if full_names and max(full_names) < by_acronym.score - _CONTRADICTED:
        return by_words
    return max(by_words, by_acronym, key=_by_score)


def _by_score(pair: _Pair) -> float:
    return pair.score


def _acronym_score(left: Name, right: Name) -> float:
    """0 to `_LONG_ACRONYM`: whether one name states an acronym the other states, is or gives."""
    shared = left.stated & _could_be(right) | right.stated & _could_be(left)
    longest = max(map(len, shared), default=0)
    return _ACRONYM_SCORES.get(longest, _LONG_ACRONYM) if longest else 0.0


def _could_be(name: Name) -> frozenset[str]:
    alone = {name.words[0].latin} if len(name.words) == 1 else set()
    return name.stated | name.initials | {word for word in alone if len(word) > 1}


def _whole(name: Name) -> set[str]:
    latin = [word.latin for word in name.telling]
    sounds = [_sound(word) for word in name.telling]
    if not latin:
        return set()
    return {
        "n:" + " ".join(sorted(latin)),
        "j:" + "".join(latin),
        "k:" + " ".join(sorted(sounds)),
    }


def _slips(name: Name) -> set[str]:
    """One letter left out of each of the two longest names proper, or else of the themes."""
    spaced = [word for word in name.telling if word.script != "han"]
    proper = [word for word in spaced if word.kind is Kind.NAME] or spaced
    proper = sorted(proper, key=lambda word: -len(word.latin))[:_WORDS_WITH_VARIANTS]
    found = {
        f"d:{variant}" for word in proper for variant in terms.variants(word.latin[:_KEY_LETTERS])
    }
    if len(name.telling) == 1 and proper and len(proper[0].latin) <= _SHORT:
        frames = [word.latin for word in name.words if word.kind is Kind.FRAME][:2]
        short = _without_one(proper[0].latin) | {proper[0].latin}
        found |= {f"s:{frame} {variant}" for frame in frames for variant in short}
    return found


def _pairs(name: Name) -> set[str]:
    spaced = [word for word in name.telling if word.script != "han"]
    longest = sorted(spaced, key=lambda word: (-len(word.latin), word.latin))[:_WORDS_IN_PAIRS]
    sounds = sorted(map(_sound, longest))
    return {f"p:{one} {other}" for one, other in combinations(sounds, 2)}


def _chinese(name: Name) -> set[str]:
    pieces = [word for word in name.telling if word.script == "han"]
    proper = [word.text for word in pieces if word.kind is Kind.NAME]
    pairs = terms.pairs("".join(word.text for word in pieces))
    telling = [pair for pair in pairs if pair not in words.KINDS] or pairs
    found = {f"h:{pair}" for pair in telling[:_CHINESE_PAIRS]}
    if len(proper) == 1 and len(proper[0]) <= _LONGEST_CHINESE_PROPER:
        found |= {f"d:{variant}" for variant in _without_one(proper[0])}
    return found


def _without_one(text: str) -> set[str]:
    return {text[:gap] + text[gap + 1 :] for gap in range(len(text))} - {""}


def _sound(word: Word) -> str:
    return word.consonants or word.latin
