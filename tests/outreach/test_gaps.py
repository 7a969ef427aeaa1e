"""What the page of gaps counts, and what it never tells."""

import csv
import io
from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from engagement.outreach.queries.gaps import gaps_on
from engagement.settings.commands import change_setting
from tests.directory.rows import add_former, begin_earlier
from tests.factories import (
    make_account,
    make_accreditation,
    make_representatives,
)

AFRICA = Region.AFRICA


def accredit(country="KE", group=MajorGroup.FARMERS, protection=Protection.NONE):
    accreditation = make_accreditation(country=country, major_group=group)
    if protection != Protection.NONE:
        begin_earlier(accreditation, accreditation.since, protection)


def region(which=AFRICA):
    return next(each for each in gaps_on(today()).regions if each.region == which)


def number_in(code, which=AFRICA):
    """How many organizations a country has that is a gap; None where it is none."""
    return next((gap.number for gap in region(which).missing if gap.place.code == code), None)


def number_of(group, which=AFRICA):
    return next(gap for gap in region(which).groups if gap.group == group)


def test_none_and_few_are_gaps_and_one_more_is_not(db):
    assert number_in("KE") == 0
    for number in (1, 2):
        accredit()
        assert number_in("KE") == number
    assert number_of(MajorGroup.FARMERS).is_gap
    accredit()

    assert number_in("KE") is None
    assert not number_of(MajorGroup.FARMERS).is_gap
    assert number_of(MajorGroup.WOMEN).number == 0
    assert region().organizations == 3
    assert region().reached == 1


def test_what_counts_as_few_is_a_rule(db):
    accredit()
    administrator = actor_for(make_account(Role.ADMINISTRATOR))
    change_setting("outreach.few", actor=administrator, value=1, reason="Try it.")
    accredit("UG")
    accredit("UG")

    assert (number_in("KE"), number_in("UG")) == (1, None)


def test_a_protected_entry_tells_its_region_alone_and_a_withheld_one_nothing(db, client):
    assert not gaps_on(today()).protected
    accredit(protection=Protection.PROTECTED)

    assert number_in("KE") == 0
    assert number_of(MajorGroup.FARMERS).number == region().organizations == 1
    assert gaps_on(today()).protected

    accredit("SD", MajorGroup.WOMEN, Protection.WITHHELD)
    assert number_in("SD") == 0
    assert number_of(MajorGroup.WOMEN).number == 0
    assert region().organizations == 1


def test_a_past_day_is_counted_by_the_seat_and_major_group_of_that_day(db, client):
    moved = make_accreditation(country="FR", major_group=MajorGroup.FARMERS)
    before = today() - timedelta(days=40)
    begin_earlier(moved, before)
    add_former(
        moved.organization,
        today() - timedelta(days=20),
        country="KE",
        major_group=MajorGroup.WOMEN,
    )

    assert number_of(MajorGroup.FARMERS, Region.EUROPE).number == 1
    (africa,) = (each for each in gaps_on(before).regions if each.region == AFRICA)
    assert africa.organizations == 1
    assert [gap.number for gap in africa.groups if gap.group == MajorGroup.WOMEN] == [1]

    asked = f"?region=africa&as_of={before.isoformat()}"
    page = client.get(f"/en/gaps{asked}")
    assert "as they were on" in page.text and f"as_of={before.isoformat()}" in page.text
    line = ["Country or area", "Africa", "KE", "Kenya", "1", before.isoformat()]
    assert line in file_of(client, asked)
    assert [*line[:4], "0", today().isoformat()] in file_of(client, "?region=africa")


@pytest.mark.parametrize("path", ["gaps", "gaps.csv"])
def test_a_day_that_cannot_be_shown_is_said(db, client, path):
    answer = client.get(f"/en/{path}?as_of=9999-01-01")

    assert answer.status_code == 422
    assert "still to come" in answer.text and "Today is shown." in answer.text


def test_states_with_a_representative_are_no_gap(db):
    make_representatives("KE")

    assert region().states == 54
    assert "KE" not in {place.code for place in region().unrepresented}
    assert len(region().unrepresented) == 53


def file_of(client, query=""):
    text = client.get(f"/en/gaps.csv{query}").get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def test_the_page_and_the_file_say_the_same_and_how_they_could_mislead(db, client):
    accredit()
    page = client.get("/en/gaps?region=africa").text
    rows = file_of(client, "?region=africa")

    assert "Kenya" in page and "Uruguay" not in page
    assert "not where they work" in page and "not where they work" in rows[-2][0]
    assert rows[1][1] == "Africa"
    assert ["Country or area", "Africa", "KE", "Kenya", "1", today().isoformat()] in rows
    assert {row[1] for row in rows[1:-2]} == {"Africa"}
    assert len(file_of(client)) > len(rows)


@pytest.mark.parametrize("query", ["?region=atlantis", "?region=", "?region=africa&region=europe"])
def test_an_odd_region_is_no_error(db, client, query):
    assert client.get(f"/ar/gaps{query}").status_code == 200


def test_the_register_and_the_start_page_of_accreditation_lead_there(db, client):
    for path in ("/en/register", "/en/accreditation/"):
        assert 'href="/en/gaps"' in client.get(path, follow_redirects=True).text


def test_the_number_of_queries_does_not_grow(db, count_queries):
    gaps_on(today())
    with count_queries() as before:
        gaps_on(today())
    for code in ("KE", "UG", "FR", "BR"):
        accredit(code)
    gaps_on(today())  # settings are read anew after a change
    with count_queries() as after:
        gaps_on(today())

    assert len(after) == len(before) == 2
