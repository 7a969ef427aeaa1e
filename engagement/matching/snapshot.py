"""An index as bytes and back, so that a worker starts in well under a second.

The bytes begin with a line of text: what they are, the algorithm, Python's version and the SHA-256
of the rest. What follows is in Python's own `marshal` format: it is quick, and knows numbers,
texts and tuples only. It is for files of our own data directory, written and read by one
installation; whoever can write there can do more than hand us a wrong list. Bytes that are damaged,
or come from another algorithm or Python, are refused: then the index is built from the rows again.
"""

import gc
import hashlib
import marshal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from engagement.matching.index import MemoryIndex
from engagement.matching.parties import Birth, Gender, Identifier, Kind, NameKind
from engagement.matching.prepared import PreparedEntry, PreparedName
from engagement.matching.reasons import ALGORITHM_VERSION
from engagement.matching.sounds import Sound
from engagement.matching.tokens import Role, Token

_FORMAT = "engagement-index 1"
_ROLES = tuple(Role)
_LONGEST_HEADER = 200


class Unreadable(ValueError):
    """The bytes are no snapshot of this algorithm; the message says which of the two."""


def dump(index: MemoryIndex) -> bytes:
    """The index as bytes."""
    tokens: dict[Token, int] = {}
    entries = [_entry(entry, tokens) for entry in index]
    words = [_token(token) for token in tokens]
    body = marshal.dumps((words, entries, index.tables()))
    return _header(body).encode() + body


def load(data: bytes) -> MemoryIndex:
    """The index that was dumped; `Unreadable` for anything else."""
    header, _, body = data[:_LONGEST_HEADER].partition(b"\n")
    body = data[len(header) + 1 :]
    if header + b"\n" != _header(body).encode():
        raise Unreadable("damaged, or written by another version")
    with _without_collection():
        words, entries, tables = cast(tuple[Any, Any, Any], marshal.loads(body))
        tokens = [
            Token(text, latin, forms, vowels, _ROLES[role], weight, concept, rest and Sound(*rest))
            for text, latin, forms, vowels, role, weight, concept, rest in words
        ]
        return MemoryIndex((_prepared(entry, tokens) for entry in entries), tables=tables)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for garbage while half a million objects come into being that stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _header(body: bytes) -> str:
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    digest = hashlib.sha256(body).hexdigest()
    return f"{_FORMAT} algorithm {ALGORITHM_VERSION} python {python} sha256 {digest}\n"


def _token(token: Token) -> tuple[object, ...]:
    return (
        token.text, token.latin, token.forms, token.vowels, _ROLES.index(token.role),
        token.weight, token.concept, tuple(token.rest) if token.rest else None,
    )  # fmt: skip


def _entry(entry: PreparedEntry, tokens: dict[Token, int]) -> tuple[object, ...]:
    names = tuple(
        (
            name.text, name.kind, tuple(tokens.setdefault(t, len(tokens)) for t in name.tokens),
            name.weight, tuple(sorted(name.stated)), tuple(sorted(name.initials)),
        )
        for name in entry.names
    )  # fmt: skip
    births = tuple((b.first.toordinal(), b.last.toordinal(), b.approximate) for b in entry.births)
    numbers = tuple((one.kind, one.value, one.country) for one in entry.identifiers)
    return (
        entry.id, entry.kind, names, tuple(sorted(entry.countries)), births, numbers, entry.gender,
    )  # fmt: skip


_NONE: frozenset[str] = frozenset()


def _prepared(stored: tuple[Any, ...], tokens: list[Token]) -> PreparedEntry:
    id, kind, names, countries, births, numbers, gender = stored
    return PreparedEntry(
        id,
        cast(Kind, kind),
        tuple(
            PreparedName(
                text,
                cast(NameKind, name_kind),
                tuple([tokens[place] for place in places]),
                weight,
                frozenset(stated) if stated else _NONE,
                frozenset(initials) if initials else _NONE,
            )
            for text, name_kind, places, weight, stated, initials in names
        ),
        frozenset(countries),
        tuple(Birth(date.fromordinal(a), date.fromordinal(b), near) for a, b, near in births),
        tuple(Identifier(*one) for one in numbers),
        cast(Gender | None, gender),
    )
