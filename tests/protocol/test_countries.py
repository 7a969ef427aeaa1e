"""The public table of countries and areas."""

import csv
import io

import pytest

from engagement.core.permissions import Role
from tests.factories import make_account

PAGE = "/en/countries"


def rows(answer):
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def test_the_page_shows_fifty_names_in_six_languages_and_leads_on(client):
    first = client.get(PAGE).text

    for name in ("Afghanistan", "أفغانستان", "阿富汗", "Afganistán", "Афганистан"):
        assert name in first
    assert first.count("<tr>") == 51
    assert "249 countries and areas" in first
    assert "after=" in first
    assert "designations" in first
    assert "not been signed off" not in first


def test_staff_are_told_that_the_table_is_not_signed_off(sign_in):
    assert "not been signed off" in sign_in(make_account(Role.REVIEWER)).get(PAGE).text


@pytest.mark.parametrize(
    ("query", "number", "there"),
    [
        ("region=north-america", 2, "Canada"),
        ("group=grulac&category=sids", 16, "Guyana"),
        ("category=lldc", 32, "Paraguay"),
        ("category=nonsense", 249, "Albania"),
    ],
)
def test_filters_narrow_the_list_and_its_file(client, query, number, there):
    page = client.get(f"{PAGE}?{query}").text
    file = rows(client.get(f"{PAGE}/download.csv?{query}", buffered=True))

    assert f"{number} countries and areas" in page
    assert there in page
    assert len(file) == number + 2
    assert file[-1][0].startswith("The designations")
    assert file[0][-1] == "Small island developing States (United Nations list as of 2024-12-31)"
    assert "31 December 2024" in page and "No earlier lists are kept here" in page


def test_the_list_of_a_day_has_the_names_of_that_day(client):
    before = client.get("/fr/countries/download.csv?as_of=2016-05-16", buffered=True)
    after = client.get("/fr/countries/download.csv?on=2016-05-17", buffered=True)

    names = [next(row for row in rows(answer) if row[0] == "CZ")[2:8] for answer in (before, after)]
    assert names[0][3] == "République tchèque"
    assert names[1][3] == "Tchéquie"


def test_a_day_that_is_none_is_said_and_today_is_shown(client):
    today_s = client.get(PAGE)
    for typed in ("yesterday", "2021-02-31", "9999-01-01"):
        page = client.get(f"{PAGE}?as_of={typed}")
        assert (page.status_code, "Today is shown." in page.text) == (422, True), typed
        assert f'value="{typed}"' in page.text
        assert client.get(f"{PAGE}/download.csv?as_of={typed}").status_code == 422
    assert "Today is shown." not in today_s.text
    assert "as_of=2016-05-16" in client.get(f"{PAGE}?on=2016-05-16").text
