"""All names of the lists in force in memory: immutable, built once, swapped whole.

Listed names are numbered in the order of their entries. The keys of a word are kept once for all
names that have the word; keys of two words are kept only where one is too frequent to be looked up
alone, since no other is ever asked for.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from engagement.matching import keys
from engagement.matching.evidence import identifier_keys
from engagement.matching.parties import KINDS, Entry, Kind
from engagement.matching.prepared import PreparedEntry, PreparedName, prepare
from engagement.matching.tokens import Token

Refs = int | tuple[int, ...]


class MemoryIndex:
    """Entries by id, and candidates by name; a `candidates.CandidateSource`."""

    def __init__(
        self,
        entries: Iterable[PreparedEntry],
        most: int = keys.MOST_ROWS_A_KEY,
        *,
        tables: "Tables | None" = None,
    ) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._kinds: dict[Kind, _Names] = {}
        for kind in KINDS:
            of_kind = [entry for entry in self._entries.values() if entry.kind == kind]
            self._kinds[kind] = _Names(of_kind, most, tables[kind] if tables else None)
        self._identifiers: dict[str, list[str]] = {}
        for entry in self._entries.values():
            for key in identifier_keys(entry.identifiers):
                self._identifiers.setdefault(key, []).append(entry.id)

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> "MemoryIndex":
        """The index of these entries; of two with one id the later counts."""
        return cls(map(prepare, entries))

    def tables(self) -> "Tables":
        """What a snapshot keeps beside the entries, to be given back to `MemoryIndex`."""
        return {kind: names.table for kind, names in self._kinds.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[PreparedEntry]:
        return iter(self._entries.values())

    def candidates(self, name: PreparedName, kind: Kind, k: int) -> list[tuple[str, int]]:
        """The `k` listed names most worth scoring, best first: id of the entry, place of a name."""
        return self._kinds[kind].candidates(name, k)

    def entries(self, ids: Iterable[str]) -> Mapping[str, PreparedEntry]:
        """The prepared entries with these ids."""
        return {id: self._entries[id] for id in ids}

    def by_identifier(self, asked: Iterable[str], kind: Kind) -> list[str]:
        """Ids of entries that have one of these identifiers (`evidence.identifier_keys`)."""
        found = {id for key in asked for id in self._identifiers.get(key, ())}
        return sorted(id for id in found if self._entries[id].kind == kind)


Table = tuple[
    int, tuple[tuple[int, ...], ...], dict[str, Refs], dict[str, Refs], frozenset[str]
]
Tables = dict[Kind, Table]


class _Names:
    """The names of the entries of one kind."""

    def __init__(self, entries: list[PreparedEntry], most: int, table: Table | None) -> None:
        self._refs = [(entry.id, at) for entry in entries for at in range(len(entry.names))]
        names = [name for entry in entries for name in entry.names]
        self._weights = array("H", (min(keys.weight_of(name), 65535) for name in names))
        self._most = most
        self._words: tuple[tuple[int, ...], ...] = ()
        self._by_key: dict[str, Refs] = {}
        self._whole: dict[str, Refs] = {}
        self._frequent: frozenset[str] = frozenset()
        if table:
            self._most, self._words, self._by_key, self._whole, self._frequent = table
        else:
            self._build(names)

    @property
    def table(self) -> Table:
        """All that is built from the names."""
        return self._most, self._words, self._by_key, self._whole, self._frequent

    def _build(self, names: list[PreparedName]) -> None:
        words: dict[Token, list[int]] = {}
        whole: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for token in dict.fromkeys(name.tokens):
                words.setdefault(token, []).append(number)
            for key in keys.keys_of_whole(name):
                whole.setdefault(key, []).append(number)
        by_key: dict[str, list[int]] = {}
        for place, token in enumerate(words):
            for key, _ in keys.keys_of_token(token):
                by_key.setdefault(key, []).append(place)
        self._words = tuple(tuple(numbers) for numbers in words.values())
        self._by_key = {key: _packed(found) for key, found in by_key.items()}
        self._whole = {key: _packed(found) for key, found in whole.items()}
        self._frequent = frozenset(
            key
            for key in self._by_key.keys() | self._whole.keys()
            if len(self._names_with(key)) > self._most
        )
        if self._frequent:
            self._add_pairs(names)

    def candidates(self, name: PreparedName, k: int) -> list[tuple[str, int]]:
        query = keys.asked(name)
        counts = dict.fromkeys(query.wanted & self._frequent, self._most + 1)
        postings: dict[str, tuple[int, ...]] = {}
        for key in query.wanted - self._frequent:
            if found := self._names_with(key):
                postings[key] = found
                counts[key] = len(found)
        kept = keys.affordable(query, counts, self._most)
        kept_postings = {key: postings[key] for key in kept}
        return [self._refs[n] for n in keys.ranked(query, kept_postings, self._weights, k)]

    def _names_with(self, key: str) -> tuple[int, ...]:
        """The numbers of the names that have a key, each once."""
        found = _unpacked(self._by_key.get(key))
        whole = _unpacked(self._whole.get(key))
        if len(found) == 1 and not whole:
            return self._words[found[0]]
        if not found:
            return whole
        return tuple(dict.fromkeys((*chain.from_iterable(self._words[w] for w in found), *whole)))

    def _add_pairs(self, names: list[PreparedName]) -> None:
        pairs: dict[str, dict[int, None]] = {}
        for number, name in enumerate(names):
            for pair in keys.pairs_of(name.tokens):
                if pair.alone[0] in self._frequent or pair.alone[1] in self._frequent:
                    pairs.setdefault(pair.key, {})[number] = None
        self._whole |= {key: _packed(list(found)) for key, found in pairs.items()}
        self._frequent |= {key for key, found in pairs.items() if len(found) > self._most}


def _packed(numbers: list[int]) -> Refs:
    return numbers[0] if len(numbers) == 1 else tuple(numbers)


def _unpacked(refs: Refs | None) -> tuple[int, ...]:
    if refs is None:
        return ()
    return (refs,) if isinstance(refs, int) else refs
