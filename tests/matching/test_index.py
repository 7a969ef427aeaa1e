"""The index in memory, and its bytes."""

import pytest

from engagement.matching import snapshot
from engagement.matching.index import MemoryIndex
from engagement.matching.parties import Birth, Identifier
from engagement.matching.screener import Screener
from tests.matching.screening import LISTED, entry, party


@pytest.fixture(scope="module")
def index():
    number = Identifier("passport", "A 1234567", "SY")
    full = entry(
        "full", "person", "Zubayr Qasimov", "زبير عبد الله قاسموف", countries=("SY", "LB"),
        births=(Birth.years(1960, 1965, approximate=True),), identifiers=(number,), gender="male",
    )  # fmt: skip
    return MemoryIndex.build([*LISTED, full])


def test_an_index_comes_back_from_its_bytes(index):
    again = snapshot.load(snapshot.dump(index))
    asked = party("person", "Zubair Kasimov", births=(Birth.years(1963),))

    assert len(again) == len(index) == 6
    assert Screener(again).screen(asked) == Screener(index).screen(asked) != []
    assert list(again.by_identifier(["sy:a1234567"], "person")) == ["full"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data.replace(b"algorithm 1", b"algorithm 0", 1),
        lambda data: b"",
        lambda data: b"x" * 5000,
    ],
)
def test_damaged_bytes_are_refused(index, damage):
    with pytest.raises(snapshot.Unreadable):
        snapshot.load(damage(snapshot.dump(index)))


def test_names_that_say_the_same_are_kept_once():
    index = MemoryIndex.build([entry("1", "person", "Zubayr QASIMOV", "Zubayr Qasimov")])

    assert len(index.entries(["1"])["1"].names) == 1


def test_of_two_entries_with_one_id_the_later_counts():
    index = MemoryIndex.build([entry("1", "org", "Zabrex"), entry("1", "org", "Meridol")])

    assert Screener(index).screen(party("org", "Zabrex")) == []
    assert [hit.entry_id for hit in Screener(index).screen(party("org", "Meridol"))] == ["1"]
