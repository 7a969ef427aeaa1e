"""Keys of parties as numbers: whoever shares none with an entry cannot be a match with it.

They are those by which the matching library finds candidates, each as 32 bits. Kept with a party,
they let a new version of a list pass over all but a few of a portfolio without reading a name.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from engagement.matching.evidence import identifier_keys
from engagement.matching.keys import asked, keys_alone
from engagement.matching.prepared import prepare, prepare_name
from engagement.screening import content

NUMBER = "n:"


def of_party(values: Mapping[str, Any]) -> list[int]:
    """The keys by which a party (its content) is looked for in a list, in order."""
    party = content.party(values)
    keys = {NUMBER + number for number in identifier_keys(party.identifiers)}
    for name in party.names:
        query = asked(prepare_name(name.text, party.kind, name.kind))
        keys |= {key for group in query.groups for key, _ in group.keys}
    return sorted(map(_as_number, keys))


def of_entries(entries: Iterable[tuple[Any, Mapping[str, Any]]]) -> frozenset[int]:
    """The keys under which entries (id and content) are found, all together."""
    keys: set[str] = set()
    for entry_id, values in entries:
        entry = prepare(content.entry(entry_id, values))
        keys |= {NUMBER + number for number in identifier_keys(entry.identifiers)}
        for name in entry.names:
            keys |= keys_alone(name)
    return frozenset(map(_as_number, keys))


def _as_number(key: str) -> int:
    return crc32(key.encode()) - 2**31
