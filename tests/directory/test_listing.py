"""Searching and paging the register: the same statement for hits, page and counts."""

import pytest

from engagement.core.major_groups import MajorGroup
from engagement.directory.queries import listing
from engagement.directory.queries.listing import Wanted
from engagement.web.pages import Place
from tests.factories import make_accreditation

START = Place()


def names(wanted, place=START, **kwargs):
    return [row.name for row in listing.found(wanted, place, **kwargs).rows]


@pytest.fixture
def some(db):
    for name, values in {
        "Wetland Women": {"country": "KE", "major_group": MajorGroup.WOMEN},
        "Women of the Wetland": {"country": "NE", "major_group": MajorGroup.WOMEN},
        "Jeunesse verte du Niger": {"country": "NE", "major_group": MajorGroup.CHILDREN_YOUTH},
        "Зелёная планета": {"country": "RU"},
        "环保志愿者协会": {"country": "CN"},
        "مؤسسة النور": {"country": "TN"},
    }.items():
        make_accreditation(name=name, **values)


def test_all_entries_are_listed_by_name_where_nothing_is_wanted(some):
    found = listing.found(Wanted(), START)

    assert [row.name for row in found.rows] == [
        "Jeunesse verte du Niger",
        "Wetland Women",
        "Women of the Wetland",
        "Зелёная планета",
        "مؤسسة النور",
        "环保志愿者协会",
    ]
    assert (found.total, found.nearly) == (6, False)
    assert found.counts["country"] == {"KE": 1, "NE": 2, "RU": 1, "CN": 1, "TN": 1}
    assert found.counts["major_group"]["women"] == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wet wom", ["Wetland Women", "Women of the Wetland"]),
        ("women", ["Women of the Wetland", "Wetland Women"]),
        ("WETLAND", ["Wetland Women", "Women of the Wetland"]),
        ("niger jeun", ["Jeunesse verte du Niger"]),
        ("zelenaya", ["Зелёная планета"]),
        ("зеленая", ["Зелёная планета"]),
        ("al-nur", ["مؤسسة النور"]),
        ("نور", ["مؤسسة النور"]),
        ("志愿者", ["环保志愿者协会"]),
        ("环保协会", []),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_order_and_script(some, words, expected):
    found = listing.found(Wanted(words=words), START)

    exact = [] if found.nearly else [row.name for row in found.rows]
    assert exact == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wetlnad wmen", {"Wetland Women", "Women of the Wetland"}),
        ("jeuness vrete", {"Jeunesse verte du Niger"}),
        ("зеленая плонета", {"Зелёная планета"}),
        ("muassasat al-noor", {"مؤسسة النور"}),
        ("环保自愿者协会", {"环保志愿者协会"}),
    ],
)
def test_slips_are_tried_only_where_nothing_is_found(some, words, expected):
    found = listing.found(Wanted(words=words), START)

    assert found.nearly
    assert {row.name for row in found.rows} == expected


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", ":*", "& | !", "\x00", "<->"])
def test_signs_of_queries_find_nothing(some, words):
    found = listing.found(Wanted(words=words), START)

    assert (list(found.rows), found.total) == ([], 0)


def test_filters_narrow_a_list_and_a_search(some):
    assert names(Wanted(country="NE")) == ["Jeunesse verte du Niger", "Women of the Wetland"]
    assert names(Wanted(words="wetland", country="NE")) == ["Women of the Wetland"]
    assert names(Wanted(region="africa", major_group="women")) == [
        "Wetland Women",
        "Women of the Wetland",
    ]
    assert listing.found(Wanted(country="NE"), START).total == 2


def test_counts_are_those_another_choice_would_leave(some):
    counts = listing.found(Wanted(country="NE"), START).counts

    assert counts["country"]["KE"] == 1
    assert counts["major_group"] == {"women": 1, "children-youth": 1}


@pytest.mark.parametrize("words", ["", "women", "wetlnad"])
def test_pages_forth_and_back_show_every_entry_once(db, words):
    for number in range(7):
        make_accreditation(name=f"Wetland Women {number}")
    wanted = Wanted(words=words)

    seen, place = [], START
    while True:
        rows = listing.found(wanted, place, size=3).rows
        seen += [row.name for row in rows[:3]]
        if len(rows) <= 3:
            break
        place = Place((rows[2].rank, rows[2].sort_key, rows[2].accreditation_id))
    back = listing.found(wanted, Place(place.key, backwards=True), size=3).rows

    assert seen == [f"Wetland Women {number}" for number in range(7)]
    assert [row.name for row in back][:3] == [
        "Wetland Women 4",
        "Wetland Women 3",
        "Wetland Women 2",
    ]


def test_beyond_a_thousand_hits_no_figures_are_given(db, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 3)
    listing._search_statement.cache_clear()
    for number in range(5):
        make_accreditation(name=f"Women {number}", country="KE")

    found = listing.found(Wanted(words="women"), START)
    listing._search_statement.cache_clear()

    assert (found.total, found.counts) == (None, {})
    assert len(found.rows) == 4


def test_a_search_is_one_statement_however_many_rows(db, count_queries):
    make_accreditation(name="Women 0")
    with count_queries() as one:
        listing.found(Wanted(words="women"), START)
    for number in range(1, 9):
        make_accreditation(name=f"Women {number}")
    with count_queries() as many:
        listing.found(Wanted(words="women"), START)

    assert len(one) == len(many) == 1
