"""Keys of parties as numbers: who shares too little with an entry cannot be a match with it.

They are those by which the matching library finds candidates, each as 32 bits. Kept with a party,
they let a new version of a list pass over most of a portfolio without reading a name.

A party's keys are one row of numbers. For each name: how many groups follow; for each group (a word
of the name): how many keys, its weight in hundredths, the keys. The weight of what is made of
several words is negative.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from engagement.matching.evidence import identifier_keys
from engagement.matching.keys import asked, keys_alone, keys_of_token, keys_of_whole
from engagement.matching.prepared import PreparedName, prepare, prepare_name
from engagement.screening import content

NUMBER = "n:"
LEAST_OF_ONE, LEAST_OF_SEVERAL = 0.4, 0.3
"""The part of a name's weight that it has to share at least, in one word or in several."""
TELLING = 0.6
"""A listed word that has this part of its name's weight is enough by itself."""


@dataclass(frozen=True)
class Wanted:
    """Keys of entries: all, and those of which one is enough."""

    keys: frozenset[int]
    enough: frozenset[int]

    def may_be(self, row: Sequence[int]) -> bool:
        """Whether a party with these keys can be a match with one of the entries."""
        if self.keys.isdisjoint(row):
            return False
        at, end = 0, len(row)
        while at < end:
            groups, at = row[at], at + 1
            shared = of_shared = of_all = 0
            for _ in range(groups):
                count, weight = row[at], row[at + 1]
                of_all += max(weight, 0)
                found = self.keys.intersection(row[at + 2 : at + 2 + count])
                at += 2 + count
                if found:
                    if not self.enough.isdisjoint(found):
                        return True
                    shared += 1 if weight > 0 else 2
                    of_shared += abs(weight)
            least = LEAST_OF_ONE if shared < 2 else LEAST_OF_SEVERAL
            if shared and of_shared >= least * of_all:
                return True
        return False


def of_party(values: Mapping[str, Any]) -> list[int]:
    """The keys by which a party (its content) is looked for in a list."""
    party = content.party(values)
    row: list[int] = []
    if numbers := identifier_keys(party.identifiers):
        row += _group([(sorted(NUMBER + number for number in numbers), 100)])
    for name in party.names:
        row += _group(_groups_of(prepare_name(name.text, party.kind, name.kind)))
    return row


def of_entries(rows: Iterable[Any]) -> Wanted:
    """The keys under which entries (rows with id and content) are found, all together."""
    keys: set[str] = set()
    enough: set[str] = set()
    for entry in map(prepare, content.all_entries(rows)):
        numbers = {NUMBER + number for number in identifier_keys(entry.identifiers)}
        keys |= numbers
        enough |= numbers
        for name in entry.names:
            keys |= keys_alone(name)
            enough |= keys_of_whole(name)
            for token in name.tokens:
                if token.weight >= TELLING * name.weight:
                    enough |= {key for key, _ in keys_of_token(token)}
    return Wanted(frozenset(map(_as_number, keys)), frozenset(map(_as_number, enough)))


def _groups_of(name: PreparedName) -> list[tuple[list[str], int]]:
    words = sum(bool(keys_of_token(token)) for token in name.tokens)
    return [
        (
            [key for key, _ in group.keys],
            max(1, round(group.weight * 100)) * (1 if place < words else -1),
        )
        for place, group in enumerate(asked(name).groups)
    ]


def _group(groups: list[tuple[list[str], int]]) -> list[int]:
    row = [len(groups)]
    for keys, weight in groups:
        row += [len(keys), weight, *map(_as_number, keys)]
    return row


def _as_number(key: str) -> int:
    return crc32(key.encode()) - 2**31
