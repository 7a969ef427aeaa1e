"""Changes in the register, as a page by day and as a feed that every reader can parse."""

import re
import uuid
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

import pytest

from engagement.core import clock
from engagement.core.clock import now, today
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.directory.views import changes
from engagement.organizations.models import Protection
from tests.directory.rows import add_former, begin_earlier, change_status
from tests.factories import make_accreditation

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def changed(db):
    """Accredited in 2020, renamed and moved in 2022, suspended in 2023."""
    made = make_accreditation(name="Wetland & <Women>", country="KE", major_group=MajorGroup.WOMEN)
    begin_earlier(made, date(2020, 1, 1))
    add_former(made.organization, date(2022, 1, 1))
    change_status(made, "suspended", date(2023, 3, 4))
    directory.refresh([made.organization_id])
    return made


def feed(client, language="en", path=None):
    """The feed, read as strictly as RFC 4287 says it must be."""
    answer = client.get(path or f"/{language}/register/changes.atom")
    assert answer.mimetype == "application/atom+xml"
    root = ET.fromstring(answer.get_data())
    assert root.tag == f"{ATOM}feed"
    check_parts(root, {"id": 1, "title": 1, "updated": 1, "author": 1})
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["first"] == root.find(f"{ATOM}id").text
    assert all(link.startswith("http") for link in links.values())
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        check_parts(entry, {"id": 1, "title": 1, "updated": 1, "summary": 1, "link": 1})
        uuid.UUID(entry.find(f"{ATOM}id").text.removeprefix("urn:uuid:"))
    moments = [entry.find(f"{ATOM}updated").text for entry in entries]
    assert moments == sorted(moments, reverse=True)
    return root, entries


def check_parts(element, wanted):
    for name, number in wanted.items():
        parts = element.findall(ATOM + name)
        assert len(parts) == number, name
        assert name in ("link", "author") or parts[0].text
    assert datetime.fromisoformat(element.find(f"{ATOM}updated").text).tzinfo is not None


def test_the_feed_tells_of_each_change_with_its_day(changed, client):
    _, entries = feed(client)

    assert {entry.find(f"{ATOM}updated").text[:10] for entry in entries} == {today().isoformat()}
    assert [entry.find(f"{ATOM}summary").text.split(" on: ")[0] for entry in entries] == [
        "From 4 March 2023",
        "From 1 January 2022",
        "From 1 January 2020",
    ]
    titles = [entry.find(f"{ATOM}title").text for entry in entries]
    assert titles[0] == "Wetland & <Women>: status is now: Suspended"
    assert "renamed, until then: Marsh Women." in titles[1]
    assert "Seat now in Kenya, until then in Niger." in titles[1]
    assert "Major Group now: Women, until then: none." in titles[1]
    assert titles[2] == "Marsh Women: accredited"


def test_who_reads_on_until_what_is_known_loses_nothing(db, client, monkeypatch):
    """Entered late for an early day, or early for a late day: each comes first when it is told."""
    monkeypatch.setattr(changes, "MOST_IN_FEED", 2)
    begin = now() - timedelta(days=20)
    with clock.moved_to(begin):
        made = [make_accreditation(name=f"Women {number}") for number in range(3)]
        ahead = (begin + timedelta(days=15)).date()
        change_status(made[0], "suspended", ahead)
    for one in made:
        begin_earlier(one, date(2020, 1, 1))
    with clock.moved_to(begin + timedelta(days=10)):
        seen = told(client)
        add_former(made[1].organization, date(2020, 5, 5))
    with clock.moved_to(begin + timedelta(days=16)):
        later = told(client)

    assert len(seen) == 3
    assert list(later)[2:] == list(seen)
    titles = list(later.values())
    assert "Suspended" in titles[0] and "Women 1: renamed" in titles[1]


def told(client):
    """Id and title of all changes in the pages of the feed, as its links lead on."""
    titles, path = {}, "/en/register/changes.atom"
    while path:
        root, entries = feed(client, path=path)
        for entry in entries:
            titles[entry.find(f"{ATOM}id").text] = entry.find(f"{ATOM}title").text
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        path = links["next"].split("//", 1)[1].partition("/")[2] if "next" in links else None
        path = path and f"/{path}"
    return titles


def test_the_page_lists_the_same_by_day_and_links_the_register_of_the_day(changed, client):
    page = client.get("/en/register/changes").text

    days = re.findall(r'register\?as_of=(\d{4}-\d\d-\d\d)"', page)
    assert days == ["2023-03-04", "2022-01-01", "2020-01-01"]
    assert page.count(f"/en/register/{changed.number}") == 3


def test_an_empty_feed_is_one_too(client, db):
    _, entries = feed(client)

    assert entries == []
    assert "Nothing has changed yet" in client.get("/en/register/changes").text


@pytest.mark.parametrize("protection", [Protection.PROTECTED, Protection.WITHHELD])
def test_protected_and_withheld_entries_are_in_no_feed(changed, client, protection):
    begin_earlier(changed, changed.since, protection)

    assert feed(client)[1] == []
    assert changed.number not in client.get("/en/register/changes").text


def test_what_is_to_come_is_not_told(db, client):
    made = make_accreditation(name="Wetland Women")
    change_status(made, "withdrawn", date(2999, 1, 1))

    assert len(feed(client)[1]) == 1


def test_the_feed_is_announced_in_the_head_and_answers_304(changed, client):
    page = client.get("/fr/register").text
    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*changes.atom', page)
    tag = client.get("/fr/register/changes.atom").headers["ETag"]

    answer = client.get("/fr/register/changes.atom", headers={"If-None-Match": tag})

    assert answer.status_code == 304


def test_changes_are_paged(db, client, monkeypatch):
    from engagement.web import pages

    for number in range(5):
        make_accreditation(name=f"Women {number}")
    monkeypatch.setattr(pages.keyset, "__kwdefaults__", pages.keyset.__kwdefaults__ | {"size": 2})
    found, path = [], "/en/register/changes"
    while path:
        page = client.get(path).text
        found += re.findall(r"Women \d", page)
        after = re.search(r'rel="next" href="([^"]+)"', page)
        path = after[1].replace("&amp;", "&") if after else None

    assert sorted(found) == [f"Women {number}" for number in range(5)]
