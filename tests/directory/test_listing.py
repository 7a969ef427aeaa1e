"""Searching and paging the register: the same statement for hits, page and counts."""

from datetime import date

import pytest

from engagement.accreditation.models import AccreditationStatus
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.directory.queries import listing
from engagement.directory.queries.listing import Wanted
from engagement.web.pages import Place
from tests.directory.rows import begin_earlier, set_status
from tests.factories import make_accreditation

START = Place()


def names(wanted, place=START, **kwargs):
    return [row.name for row in listing.found(wanted, place, **kwargs).rows]


@pytest.fixture(scope="class")
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


class TestSome:
    """All of them look for the same few."""

    def test_all_entries_are_listed_by_name_where_nothing_is_wanted(self, some):
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
    def test_words_are_found_by_their_beginnings_in_any_order_and_script(
        self, some, words, expected
    ):
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
    def test_slips_are_tried_only_where_nothing_is_found(self, some, words, expected):
        found = listing.found(Wanted(words=words), START)

        assert found.nearly
        assert {row.name for row in found.rows} == expected

    @pytest.mark.parametrize("words", ["%", "_", "'", "\\", ":*", "& | !", "\x00", "<->"])
    def test_signs_of_queries_find_nothing(self, some, words):
        found = listing.found(Wanted(words=words), START)

        assert (list(found.rows), found.total) == ([], 0)

    def test_filters_narrow_a_list_and_a_search(self, some):
        assert names(Wanted(country="NE")) == ["Jeunesse verte du Niger", "Women of the Wetland"]
        assert names(Wanted(words="wetland", country="NE")) == ["Women of the Wetland"]
        assert names(Wanted(region="africa", major_group="women")) == [
            "Wetland Women",
            "Women of the Wetland",
        ]
        assert listing.found(Wanted(country="NE"), START).total == 2

    def test_counts_are_those_another_choice_would_leave(self, some):
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
    for number in range(5):
        make_accreditation(name=f"Women {number}", country="KE")

    found = listing.found(Wanted(words="women"), START)

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


def test_a_page_begins_with_the_script_of_its_language_and_goes_on_with_the_others(some):
    for script, first in (("arabic", "مؤسسة النور"), ("cyrillic", "Зелёная планета")):
        wanted = Wanted(script=script)
        seen, place = [], START
        while True:
            rows = listing.found(wanted, place, size=2).rows
            seen += rows[:2]
            if len(rows) <= 2:
                break
            place = Place((rows[1].rank, rows[1].sort_key, rows[1].accreditation_id))
        back = listing.found(wanted, Place(place.key, backwards=True), size=2).rows

        assert seen[0].name == first
        assert len({row.name for row in seen}) == len(seen) == 6
        assert [row.name for row in back][:2] == [row.name for row in seen[2:0:-1]]


def test_hits_of_the_page_s_script_come_before_others_that_are_hit_as_well(db):
    for name in ("Green Нива", "Нива"):
        make_accreditation(name=name)

    assert names(Wanted(words="нива", script="cyrillic")) == ["Нива", "Green Нива"]


def test_the_newest_come_first_where_that_is_wanted(db):
    for year, name in ((2020, "B"), (2022, "C"), (2021, "A")):
        made = make_accreditation(name=f"{name} Wetland")
        begin_earlier(made, date(year, 5, 1))
        directory.refresh([made.organization_id])

    for words in ("", "wetland"):
        first = listing.found(Wanted(words=words, newest=True), START, size=2).rows
        place = Place((first[1].rank, first[1].sort_key, first[1].accreditation_id))
        rest = listing.found(Wanted(words=words, newest=True), place, size=2).rows
        assert [row.name[0] for row in [*first[:2], *rest]] == ["C", "A", "B"]


def test_status_and_years_are_filters_with_counts(db):
    for year, status in ((2020, "active"), (2021, "suspended"), (2022, "suspended")):
        made = make_accreditation(name=f"Wetland {year}")
        begin_earlier(made, date(year, 5, 1))
        set_status(made, AccreditationStatus(status))
        directory.refresh([made.organization_id])

    for words in ("", "wetland"):
        found = listing.found(Wanted(words=words, status="suspended", year_to=2021), START)
        assert [row.name for row in found.rows] == ["Wetland 2021"]
        assert found.total == 1
        assert found.counts["year"] == {2021: 1, 2022: 1}
        assert found.counts["status"] == {"active": 1, "suspended": 1}
        later = Wanted(words=words, year_from=2021)
        assert names(later) == ["Wetland 2021", "Wetland 2022"]


def test_a_search_counts_what_another_choice_would_leave(some):
    counts = listing.found(Wanted(words="women", country="NE"), START).counts

    assert counts["country"] == {"KE": 1, "NE": 1}


def test_a_filter_finds_among_all_hits_of_a_word_that_has_too_many(db, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 3)
    for number in range(5):
        make_accreditation(name=f"Women {number}", country="KE")
    make_accreditation(name="Women 9", country="NE")

    found = listing.found(Wanted(words="women", country="NE"), START)

    assert ([row.name for row in found.rows], found.total) == (["Women 9"], 1)
    assert found.counts["country"] == {"NE": 1}


def test_a_file_of_a_search_has_every_hit_however_many(db, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 2)
    for number in range(7):
        make_accreditation(name=f"Women {number}")

    rows = listing.everything(Wanted(words="women"))

    assert [row.name for row in rows] == [f"Women {number}" for number in range(7)]
