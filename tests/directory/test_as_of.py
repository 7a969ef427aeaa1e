"""Who was accredited on a day: the list, its file, its counts and entries, as they were then."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from engagement.core import invariants
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.directory.queries import listing
from engagement.directory.queries.wanted import Start, Wanted
from engagement.organizations.models import Protection
from tests.directory.histories import BEGIN, random_life, write
from tests.directory.rows import add_former, begin_earlier, change_status
from tests.factories import make_accreditation

DAY = date(2021, 2, 22)


@pytest.fixture(params=range(3))
def lives(db, request):
    """Forty random histories, written."""
    random = Random(request.param)
    made = [random_life(random, place) for place in range(40)]
    write(made)
    return made


def expected(lives, day):
    """The brute-force fold."""
    return {row for life in lives if (row := life.listed_on(day))}


def shown(rows):
    return {(row.number, row.name, row.country, group_of(row), row.status) for row in rows}


def group_of(row):
    return MajorGroup(row.major_group) if row.major_group else None


def test_the_list_of_any_day_is_the_fold_of_all_histories(lives):
    changes = {day for life in lives for day, _ in (*life.statuses, *life.identities)}
    days = sorted(day for day in changes if BEGIN <= day < today())[::5]

    for day in [DAY, BEGIN - timedelta(days=1), *days]:
        found = listing.found(Wanted(on=day), Start(), size=100)
        rows = expected(lives, day)
        assert shown(found.rows) == rows, day
        assert found.total == len(rows)
        assert found.counts["status"] == Counter(row[4] for row in rows)
        assert found.counts["country"] == Counter(row[2] for row in rows if row[2])
    assert shown(listing.found(Wanted(), Start(), size=100).rows) == expected(lives, today())
    assert not [name for name in invariants.broken() if "register" in name]


def test_page_and_file_say_who_was_accredited_on_22_february_2021(lives, client):
    rows = expected(lives, DAY)
    page = client.get(f"/en/register?as_of={DAY}").text
    text = client.get(f"/en/register/download.csv?as_of={DAY}").get_data(as_text=True)
    lines = [line for line in csv.reader(io.StringIO(text[1:])) if line[0].startswith("MG-")]

    assert set(re.findall(r"MG-\d{4}-\d{5}", page)) == {row[0] for row in rows}
    assert all(row[1] in page for row in rows)
    public = {life.number for life in lives if life.protection == Protection.NONE}
    assert {(line[0], line[1], line[6], line[10].lower().replace(" ", "_")) for line in lines} == {
        (number, name, country, status)
        for number, name, country, _, status in rows
        if number in public
    }
    assert {line[11] for line in lines} == {"2021-02-22"}
    assert {line[4] for line in lines} == {"Non-profit organization"}
    assert "protected because people are in danger are not listed here" in text
    assert (
        "register-2021-02-22.csv"
        in client.get(f"/en/register/download.csv?as_of={DAY}").headers["Content-Disposition"]
    )


def test_search_filters_and_paging_hold_for_a_past_day(lives):
    rows = expected(lives, DAY)
    for country in ("KE", "NE"):
        found = listing.found(Wanted(country=country, on=DAY), Start(), size=100)
        assert shown(found.rows) == {row for row in rows if row[2] == country}
        found = listing.found(Wanted(words="wetland", country=country, on=DAY), Start(), size=100)
        hits = {row for row in rows if row[2] == country and row[1].startswith("Wetland")}
        assert hits <= shown(found.rows) or found.nearly

    seen, place = [], Start()
    while True:
        page = listing.found(Wanted(on=DAY), place, size=4).rows
        seen += page[:4]
        if len(page) <= 4:
            break
        last = page[3]
        place = Start((last.rank, last.sort_key, last.accreditation_id))
    assert len(seen) == len(rows)
    assert shown(seen) == rows


@pytest.fixture(scope="class")
def renamed(db):
    """Accredited in 2020 in Niger as Marsh Women; Wetland Women of Kenya since 2022."""
    made = make_accreditation(name="Wetland Women", country="KE")
    begin_earlier(made, date(2020, 1, 1))
    add_former(made.organization, date(2022, 1, 1))
    directory.refresh([made.organization_id])
    return made


def test_an_entry_is_shown_as_it_was(renamed, client):
    past = client.get(f"/en/register/{renamed.number}?as_of=2021-02-22").text
    now = client.get(f"/en/register/{renamed.number}").text

    heading = re.search(r"<h1>(.*?)</h1>", past)[1]
    assert "Marsh Women" in heading
    assert "Niger" in past
    assert "Kenya" not in past
    assert "Wetland Women" not in past
    for words in ("Wetland Women", "Kenya", "Name changed; until then:", "Marsh Women", "Niger"):
        assert words in now


def test_before_its_first_day_an_entry_says_that_it_was_not_accredited(renamed, client):
    page = client.get(f"/en/register/{renamed.number}?as_of=2019-12-31").text

    assert "On this day the organization was not accredited." in page


def test_a_past_list_is_found_by_names_of_then_and_of_now(renamed, client):
    for words in ("marsh", "wetland", "marhs"):
        page = client.get(f"/en/register?q={words}&as_of=2021-02-22").text
        assert "Marsh Women" in page
        assert ">Wetland Women<" not in page
    assert "Wetland Women" in client.get("/en/register?q=marsh").text


def test_a_past_list_says_from_what_it_is_computed(renamed, client):
    assert (
        "is computed from the recorded periods" in client.get("/en/register?as_of=2021-02-22").text
    )
    assert "is computed from" not in client.get("/en/register").text


def test_a_protected_entry_stays_so_on_every_day(renamed, db, client):
    begin_earlier(renamed, renamed.since, Protection.PROTECTED)
    directory.refresh([renamed.organization_id])

    for path in (
        "/en/register?as_of=2021-02-22",
        f"/en/register/{renamed.number}?as_of=2021-02-22",
        f"/en/register/{renamed.number}",
    ):
        page = client.get(path).text.split("<main", 1)[1]
        assert "Wetland Women" in page, path
        for secret in ("Marsh Women", "Niger<", "Kenya<"):
            assert secret not in page, (path, secret)
    for path in (
        "/en/register?q=marsh&as_of=2021-02-22",
        "/en/register?q=marsh",
        "/en/register?country=NE&as_of=2021-02-22",
        "/en/register?country=KE&as_of=2021-02-22",
        "/en/register/download.csv?as_of=2021-02-22",
        "/en/register/changes",
        "/en/register/changes.atom",
    ):
        assert renamed.number not in client.get(path).text, path


class TestNoDay:
    """All of them ask for the same entry."""

    @pytest.mark.parametrize("path", ["", "/download.csv", "/{number}"])
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("2021-02-30", "This is not a day."),
            ("22.2.2021", "This is not a day."),
            ("0000-00-00", "This is not a day."),
            ("20210222", "This is not a day."),
            ("%00", None),
            ("9999-12-31", "This day is still to come."),
        ],
    )
    def test_a_day_that_is_none_gets_a_sentence_and_no_list(
        self, renamed, client, path, typed, words
    ):
        answer = client.get(f"/en/register{path.format(number=renamed.number)}?as_of={typed}")

        assert answer.status_code == (422 if words else 400)
        assert words is None or words in answer.text
        if not path.startswith("/{"):
            assert renamed.number not in answer.text


def test_today_may_be_asked_for_and_arabic_digits_may_be_typed(renamed, client):
    assert renamed.number in client.get(f"/en/register?as_of={today()}").text
    assert "Marsh Women" in client.get("/ar/register?as_of=٢٠٢١-٠٢-٢٢").text


def test_links_of_a_past_list_stay_on_its_day(renamed, client):
    page = client.get("/en/register?as_of=2021-02-22&q=women").text

    assert f"/en/register/{renamed.number}?as_of=2021-02-22" in page
    assert "/en/register/download.csv?q=women&amp;as_of=2021-02-22" in page


def test_countries_are_called_what_they_were_called_on_the_day(db, client):
    made = make_accreditation(name="Wetland Women", country="TR")
    begin_earlier(made, date(2020, 1, 1))
    add_former(made.organization, date(2022, 1, 1), country="SZ", name="Wetland Women")
    moved = make_accreditation(name="Marsh Men", country="TR")
    begin_earlier(moved, date(2015, 1, 1))
    add_former(moved.organization, date(2018, 1, 1), country="SZ", name="Marsh Men")
    directory.refresh([made.organization_id, moved.organization_id])

    def main(path):
        return client.get(f"/en/register{path}").text.split("<main", 1)[1]

    page = main("?as_of=2022-03-01&country=TR")
    assert page.count("Turkey") >= 3, "a row, the filter, what is chosen"
    assert "Türkiye" not in page
    assert "Türkiye" in main("?as_of=2022-06-01")
    file = client.get("/en/register/download.csv?as_of=2022-03-01").get_data(as_text=True)
    assert ("Turkey" in file, "Türkiye" in file) == (True, False)
    past, now = main(f"/{made.number}?as_of=2022-03-01"), main(f"/{made.number}")
    assert "Turkey" in past and "Eswatini" in past and "Türkiye" not in past
    assert "Türkiye" in now
    assert "Seat now in Turkey, until then in Eswatini." in main("/changes")
    assert "Seat now in Turkey, until then in Swaziland." in main("/changes")
    assert "Swaziland" in main(f"/{moved.number}"), "the name of the last day there"


@bookkeeping
def merge(old, into, day):
    """As a merger leaves it: a pointer, and a status that has ended the accreditation."""
    change_status(old, "merged", day)
    old.organization.merged_into_id = into.organization_id


def protect(accreditation, protection):
    begin_earlier(accreditation, accreditation.since, protection)


def test_a_merged_entry_says_into_which_unless_one_of_both_is_protected(db, client):
    old, into = make_accreditation(name="Marsh Women"), make_accreditation(name="Wetland Women")
    begin_earlier(old, date(2020, 1, 1))
    merge(old, into, date(2024, 5, 6))

    def main(day=""):
        page = client.get(f"/en/register/{old.number}{day}")
        return page.text.split("<main", 1)[1]

    now = main()
    assert re.search(r"Merged into .*Wetland Women.* on 6 May 2024\.", now)
    assert f'href="/en/register/{into.number}"' in now
    assert "Wetland Women" not in main("?as_of=2024-05-05")
    for one in (old, into):
        for protection in (Protection.PROTECTED, Protection.WITHHELD):
            protect(one, protection)
            assert "Wetland Women" not in main()
        protect(one, Protection.NONE)
    assert "Wetland Women" in main()
