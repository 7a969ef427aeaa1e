"""Dates of birth as they are written."""

import pytest

from engagement.matching.parties import Birth


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1970-02-28", "1970-02-28"),
        ("1970", "1970"),
        ("1970-02", "1970"),
        ("1970-02-31", "1970"),
        (" 1970-2-8 ", "1970-02-08"),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(text, written):
    assert Birth.parse(text).written == written


@pytest.mark.parametrize("text", [None, "", "unknown", "0000", "19700228", "٠", "1970-"])
def test_what_is_no_date_is_none(text):
    assert Birth.parse(text) is None


def test_years_come_in_either_order():
    assert Birth.years(1965, 1960) == Birth.years(1960, 1965)
    assert Birth.years(1960, 1965, approximate=True).written == "~1960/1965"
