"""Where candidates come from: one interface, whatever keeps the keys of the listed names.

Two back ends exist. `index.MemoryIndex` keeps all names of a list in the process (to about 300,000
names). A table in PostgreSQL does for more, with the same functions of `keys` and so the same
result:

- when a version is imported, for each name: one row (key, name, weight) per item of
  `keys.keys_of_name(text, kind, name_kind)`, under a btree on (kind, key);
- when a name is asked: `asked = keys.keys_of_query(text, kind)`; count rows of `asked.wanted` by
  key (or read counts kept beside the version); fetch the rows of `keys.affordable(asked, counts)`;
  `keys.rank(asked, rows, k)` gives the names, best first;
- their entries go through `prepared.prepare(entry)`.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from engagement.matching.parties import Kind
from engagement.matching.prepared import PreparedEntry, PreparedName

__all__ = ["CandidateSource"]


class CandidateSource(Protocol):
    """What a screener asks for the entries of the lists in force."""

    def candidates(self, name: PreparedName, kind: Kind, k: int) -> Iterable[tuple[str, int]]:
        """The `k` listed names most worth scoring, best first: id of the entry, place of the name.

        The place is that in `PreparedEntry.names`.
        """
        ...

    def entries(self, ids: Iterable[str]) -> Mapping[str, PreparedEntry]:
        """The prepared entries with these ids."""
        ...

    def by_identifier(self, keys: Iterable[str], kind: Kind) -> Iterable[str]:
        """Ids of entries that have one of these identifiers, by `evidence.identifier_key`."""
        ...
