"""Names of countries as lists write them."""

import pytest

from engagement.core.countries import COUNTRIES
from engagement.screening.list_files.place_words import DEMONYMS, OTHER_NAMES
from engagement.screening.list_files.places import code_of, codes_of, is_demonym, last_country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Korea, North", "KP"),
        ("State of Palestine", "PS"),
        ("Congo, Democratic Republic of the", "CD"),
        ("The Gambia", "GM"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Egypte", "EG"),
        ("مصر", "EG"),
        ("Sudanese by birth", "SD"),
        ("South Sudanese", "SS"),
        ("possibly Mali", "ML"),
        ("CH", "CH"),
        ("ch", None),
        ("USSR (until 1991)", None),
        ("former Soviet Union", None),
        ("na", None),
        ("Region: Crimea", None),
        ("", None),
        (None, None),
    ],
)
def test_one_country(text, code):
    assert code_of(text) == code


def test_several_countries_in_one_cell():
    assert codes_of("Syrian Arab Republic; Lebanon") == ("SY", "LB")
    assert codes_of("Indonesia\n\nIndonesia") == ("ID",)
    assert codes_of("Bosnia and Herzegovina") == ("BA",)
    assert codes_of("Nowhere") == ()


def test_the_country_at_the_end_of_a_place():
    assert last_country("Pyongyang, Korea, North") == "KP"
    assert last_country("Anefif (Kidal), Mali") == "ML"
    assert last_country("somewhere") is None


def test_a_demonym_is_no_name():
    assert is_demonym("Chadian") and not is_demonym("Chad") and not is_demonym("Hassan")


def test_our_words_name_countries_of_the_table():
    assert {*OTHER_NAMES, *DEMONYMS} <= set(COUNTRIES)
