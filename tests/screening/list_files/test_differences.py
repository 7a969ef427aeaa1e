"""What changed between two versions of a list, and doubts about the newer one."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engagement.screening.list_files.differences import changes_of, difference, doubts
from engagement.screening.list_files.entries import ListedEntry, ListedName

ENTRIES = [
    ListedEntry(
        reference=f"R{number}",
        kind="person",
        names=(ListedName(f"Ali {number}", "primary"), ListedName("Noor", "alias")),
        countries=("KE", "PE"),
        remarks="one",
        details={"addresses": [{"city": "Lima"}, {"city": "Kisumu"}]},
    )
    for number in range(4)
]
HASHES = {entry.reference: entry.content_hash() for entry in ENTRIES}


def test_the_same_list_in_another_order_is_no_difference():
    shuffled = [
        replace(
            entry,
            names=(entry.names[0], *entry.names[:0:-1]),
            countries=entry.countries[::-1],
            details={"addresses": entry.details["addresses"][::-1]},
        )
        for entry in ENTRIES
    ]
    random.Random(1).shuffle(shuffled)
    found = difference(HASHES, shuffled)
    assert found.nothing and found.unchanged == 4


def test_added_changed_and_removed():
    edited = replace(ENTRIES[1], names=(ENTRIES[1].names[0], ListedName("Nur", "alias")))
    new = replace(ENTRIES[0], reference="R9")
    found = difference(HASHES, [ENTRIES[0], edited, ENTRIES[3], new])
    assert (found.added, found.changed, found.removed) == (("R9",), ("R1",), ("R2",))
    assert found.unchanged == 2


def test_one_edited_alias_of_the_published_list_is_one_change(un_list):
    hashes = {entry.reference: entry.content_hash() for entry in un_list.entries}
    assert difference(hashes, un_list.entries).nothing
    edited = list(un_list.entries)
    names = edited[3].names
    edited[3] = replace(edited[3], names=(*names[:-1], ListedName("Another Name", "alias")))
    assert difference(hashes, edited).changed == (edited[3].reference,)


def test_the_fields_that_changed_are_told_part_by_part():
    old = ENTRIES[0]
    new = replace(
        old,
        names=(old.names[0], ListedName("Nur", "weak")),
        countries=("KE",),
        remarks="two",
        details={"addresses": [{"city": "Lima", "country": "Peru"}, {"city": "Kisumu"}]},
    )
    changes = {each.field: each for each in changes_of(old.content(), new.content())}
    assert list(changes) == ["names", "countries", "remarks", "details.addresses"]
    assert (changes["names"].added, changes["names"].removed) == (("Nur, weak",), ("Noor, alias",))
    assert changes["countries"].removed == ("PE",)
    assert changes["details.addresses"].added == ("Lima, Peru",)
    assert not changes_of(old.content(), old.content())


@pytest.mark.parametrize(
    ("counts", "days", "codes"),
    [
        ((0, 10), (None, None), []),
        ((0, 0), (None, None), ["empty"]),
        ((100, 95), (None, None), []),
        ((100, 94), (None, None), ["shrunk"]),
        ((100, 150), (None, None), []),
        ((100, 151), (None, None), ["grown"]),
        ((100, 0), (None, None), ["empty"]),
        ((100, 100), (date(2026, 2, 2), date(2026, 2, 2)), []),
        ((100, 90), (datetime(2026, 2, 2, tzinfo=UTC), date(2026, 2, 1)), ["older", "shrunk"]),
    ],
)
def test_doubts_about_a_newer_version(counts, days, codes):
    found = doubts(*counts, *days)
    assert [each.code for each in found] == codes
    assert all(str(each.sentence) for each in found)


def test_the_limits_are_settings():
    assert not doubts(100, 80, shrunk_by=20) and doubts(100, 79, shrunk_by=20)
    assert "2.5 %" in str(doubts(100, 90, shrunk_by=2.5)[0].sentence)
