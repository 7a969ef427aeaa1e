"""Pages of the register, for anybody."""

import csv
import io
import re
from datetime import date

import pytest

from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.organizations.models import NameKind, OrganizationName, Protection
from tests.factories import make_accreditation

WITHHELD = re.compile(
    r'<p class="hint register-withheld">1 entry is withheld for.*?</p>'
    r'|"1 entry is withheld for.*?"\r\n'
)


@pytest.fixture
def some(db):
    make_accreditation(name="Wetland Women", country="KE", major_group=MajorGroup.WOMEN)
    make_accreditation(name="Jeunesse verte", country="NE", name_language="fr")
    make_accreditation(name="مؤسسة النور", latin_name="Nour", acronym="MN", country="TN")


def lines_of(response):
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_the_register_says_how_many_and_links_each(some, client):
    page = client.get("/en/register").text

    assert "3 organizations" in page
    assert page.count("/en/register/MG-") == 3


def test_what_is_chosen_is_named_and_can_be_removed(some, client):
    page = client.get("/en/register?q=wet&region=africa&group=women&country=KE").text

    assert "1 organization<" in page
    assert 'href="/en/register?region=africa&amp;group=women&amp;country=KE"' in page
    assert 'href="/en/register?q=wet&amp;region=africa&amp;group=women"' in page


def test_filters_offer_only_what_would_leave_something(some, client):
    page = client.get("/en/register?country=KE").text

    assert "Women (1)" in page
    assert "Farmers" not in page
    assert "Niger (1)" in page


@pytest.mark.parametrize("query", ["?q=nothing-like-it", "?q=%25", "?country=BR"])
def test_an_empty_result_says_what_to_do(some, client, query):
    page = client.get(f"/en/register{query}")

    assert page.status_code == 200
    assert "Show all organizations" in page.text


def test_an_empty_register_says_so(client, db):
    assert "No organization is accredited yet" in client.get("/en/register").text


def test_similar_names_are_announced_as_such(some, client):
    page = client.get("/en/register?q=wetlnad").text

    assert "These names are similar" in page
    assert "Wetland Women" in page


@pytest.mark.parametrize(
    "query", ["after=x", "after=WzEsMl0", "before=WyJhIiwiYiIsImMiXQ", "region=x&group=x&country=x"]
)
def test_nonsense_in_the_address_is_no_filter(some, client, query):
    assert "3 organizations" in client.get(f"/en/register?{query}").text


def test_the_page_is_right_to_left_in_arabic(some, client):
    page = client.get("/ar/register?q=نور").text

    assert '<html lang="ar" dir="rtl">' in page
    assert "مؤسسة النور" in page


def test_pages_are_linked_both_ways(db, client):
    for number in range(52):
        make_accreditation(name=f"Women {number:02}")

    first = client.get("/en/register?q=women").text
    second = client.get(address(first, "next")).text
    again = client.get(address(second, "prev")).text

    assert "Women 51" not in first
    assert "Women 51" in second
    assert "Women 00" in again


def address(page, rel):
    begin = page.index(f'rel="{rel}" href="') + len(f'rel="{rel}" href="')
    return page[begin : page.index('"', begin)].replace("&amp;", "&")


def test_the_file_has_the_rows_of_the_list(some, client):
    answer = client.get("/en/register/download.csv?country=KE")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="register-')
    heads, line, protected, designations = lines_of(answer)
    assert heads[:2] == ["Number", "Organization"]
    today = date.today().isoformat()
    assert line[1:] == [
        "Wetland Women", "", "", "Non-profit organization",
        "Kenya", "KE", "Africa", "Women", today, "Active", today,
    ]  # fmt: skip
    assert "protected" in protected[0]
    assert designations[0].startswith("The designations")


def test_the_file_runs_no_formula(db, client):
    make_accreditation(name="=1+1", acronym="@SUM")

    line = lines_of(client.get("/en/register/download.csv"))[1]

    assert (line[1], line[3]) == ("'=1+1", "'@SUM")


def test_a_long_file_has_every_row_once(db, client, monkeypatch):
    from engagement.directory.queries import listing

    for number in range(7):
        make_accreditation(name=f"Women {number}")
    monkeypatch.setattr(listing, "CAP", 2)

    lines = lines_of(client.get("/en/register/download.csv"))
    names = [line[1] for line in lines[1:] if len(line) > 1]

    assert names == [f"Women {number}" for number in range(7)]


@bookkeeping
def add_name(db, organization, kind, text):
    db.add(OrganizationName(organization_id=organization.id, kind=kind, text=text, normalised=text))


def test_an_entry_shows_its_names_and_the_history_of_its_status(db, client):
    accreditation = make_accreditation(name="Wetland Women", latin_name="WW Latin", acronym="WW")
    add_name(db, accreditation.organization, NameKind.FORMER, "Marsh Women")

    page = client.get(f"/en/register/{accreditation.number}").text

    for words in ("Wetland Women", "WW Latin", "Marsh Women", "Former name", "Kenya", "Active"):
        assert words in page


@pytest.mark.parametrize(
    ("by_choice", "protection", "shown"),
    [
        (True, Protection.NONE, True),
        (False, Protection.NONE, False),
        (True, Protection.PROTECTED, False),
    ],
)
def test_an_entry_shows_the_website_by_choice_alone(db, client, by_choice, protection, shown):
    made = make_accreditation(name="Quiet Rivers", website="https://rivers.example")
    choose(made.organization, by_choice, protection)

    page = client.get(f"/en/register/{made.number}").text

    assert ("https://rivers.example" in page) == shown


@bookkeeping
def choose(organization, by_choice, protection):
    organization.shows_website, organization.protection = by_choice, protection
    organization.protected_since = None if protection == Protection.NONE else now()


def test_an_unknown_number_is_not_found(client, db):
    assert client.get("/en/register/MG-1999-00001").status_code == 404


@pytest.mark.parametrize("path", ["/en/register", "/en/register?q=women", "/en/register/{number}"])
def test_a_page_costs_as_many_queries_for_many_rows_as_for_one(db, client, count_queries, path):
    number = make_accreditation(name="Women 0").number
    path = path.format(number=number)
    client.get(path)
    with count_queries() as one:
        client.get(path)
    for other in range(1, 8):
        make_accreditation(name=f"Women {other}")
    with count_queries() as many:
        client.get(path)

    assert len(one) == len(many) <= 6


def pages_of(client, paths):
    """What is read there, but for how many entries are withheld: that alone may be told."""
    return {path: WITHHELD.sub("", client.get(path).text) for path in paths}


def test_a_withheld_entry_cannot_be_felt_in_search_counts_or_files(db, client):
    make_accreditation(name="Wetland Women", country="KE")
    paths = [
        "/en/register",
        "/en/register?q=hidden",
        "/en/register?q=hiddne",
        "/en/register?q=springs+wetland",
        "/en/register?country=NE",
        "/en/register?region=africa",
        "/en/register/download.csv",
        "/en/register?as_of=2026-01-01",
        "/en/register?view=figures",
        "/en/register/changes",
        "/en/register/changes.atom",
    ]
    before = pages_of(client, paths)

    hidden = make_accreditation(name="Hidden Springs", country="NE")
    protect(hidden.organization, Protection.WITHHELD)
    directory.refresh([hidden.organization_id])

    assert pages_of(client, paths) == before


def test_a_protected_entry_is_listed_with_its_region_and_stands_in_no_file(db, client):
    quiet = make_accreditation(name="Quiet Rivers", country="NE")
    protect(quiet.organization, Protection.PROTECTED)
    directory.refresh([quiet.organization_id])

    page = client.get("/en/register?q=quiet").text
    assert "Quiet Rivers" in page
    assert "Niger" not in page
    assert "Quiet" not in client.get("/en/register?country=NE").text
    assert "Quiet" not in client.get("/en/register/download.csv").text


@bookkeeping
def protect(organization, protection):
    organization.protection = protection
    organization.protected_since = now()
