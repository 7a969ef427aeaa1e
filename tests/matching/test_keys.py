"""Keys of listed names, and the same candidates from a table of keys as from memory."""

from collections import defaultdict

import pytest

from engagement.matching import keys
from engagement.matching.index import MemoryIndex
from engagement.matching.parties import KINDS
from engagement.matching.prepared import prepare, prepare_name
from tests.matching.screening import LISTED, entry


class Table:
    """Rows (key, name, weight) as a database keeps them."""

    def __init__(self, entries, most):
        self.most = most
        self.rows = defaultdict(list)
        for one in entries:
            for place, name in enumerate(one.names):
                stored = keys.keys_of_name(name.text, one.kind, name.kind)
                for key, weight in stored.items():
                    self.rows[one.kind, key].append((key, (one.id, place), weight))

    def candidates(self, name, kind, k):
        asked = keys.keys_of_query(name, kind)
        counts = {
            key: len(self.rows[kind, key]) for key in asked.wanted if (kind, key) in self.rows
        }
        kept = keys.affordable(asked, counts, self.most)
        rows = [row for key in sorted(kept, reverse=True) for row in self.rows[kind, key]]
        return keys.rank(asked, rows, k)


GIVEN = ["Zubayr", "Temirlan", "Ruslan", "Mikael", "Hamdan", "Yorgos", "Sabir", "Idrees"]
FAMILY = ["Qasimov", "Karachuk", "Zabriski", "Orlovan", "Bennasser"]
MANY = (
    *LISTED,
    *(
        entry(f"{given}{family}", "person", f"{given} {family}", f"{given} Mohammed {family}")
        for given in GIVEN
        for family in FAMILY
    ),
)
ASKED = (
    "Zubayr Qasimov", "Z. Qasimov", "Mohammed Qasimov", "Kasimov Zubair", "ZubayrQasimov",
    "Mohammed", "Temirlan Mohammed Bennaser", "", "Zabrex General Trading", "ZGT",
)  # fmt: skip


@pytest.mark.parametrize("most", [3, 400])
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_gives_the_same_candidates_as_memory(most, kind):
    table, index = Table(MANY, most), MemoryIndex(map(prepare, MANY), most)

    for asked in ASKED:
        from_memory = index.candidates(prepare_name(asked, kind), kind, 30)
        # names that share as much come in the order of what a back end knows them by
        assert set(table.candidates(asked, kind, 30)) == set(from_memory)


def test_words_too_frequent_are_found_in_pairs():
    index = MemoryIndex(map(prepare, MANY), 3)

    found = index.candidates(prepare_name("Temirlan Karachuk", "person"), "person", 3)

    assert ("TemirlanKarachuk", 0) in found


def test_frequent_keys_are_not_looked_up():
    asked = keys.keys_of_query("Zubayr Qasimov", "person")
    counts = dict.fromkeys(asked.wanted, 10)

    assert keys.affordable(asked, counts | {"s:ksmf": 500}) >= {"t:zubayr", "p:ksmf sbr"}
    assert "s:ksmf" not in keys.affordable(asked, counts | {"s:ksmf": 500})
    assert "p:ksmf sbr" not in keys.affordable(asked, counts)


def test_keys_are_short_and_few():
    long = keys.keys_of_name("Abdurrahman " * 40, "person")

    assert all(len(key) <= keys.LONGEST_KEY for key in long)
    assert len(keys.keys_of_name("Zubayr Abd al-Rahman Qasimov", "person")) < 80
