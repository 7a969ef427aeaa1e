import csv
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from engagement.core import countries
from engagement.core.countries import (
    COUNTRIES,
    Category,
    Former,
    Observer,
    Region,
    Subregion,
    UNGroup,
    choices,
    country,
)
from engagement.core.major_groups import MajorGroup
from engagement.core.text import LANGUAGES

MEMBER_STATES = [each for each in COUNTRIES.values() if each.member_state]
SCRIPTS = {
    "ar": "ARABIC",
    "zh": "CJK",
    "en": "LATIN",
    "fr": "LATIN",
    "ru": "CYRILLIC",
    "es": "LATIN",
}
GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.csv"


def in_script(text, language):
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter).startswith(SCRIPTS[language]) for letter in letters
    )


def codes(regions_or_groups):
    return Counter(str(each) for each in regions_or_groups)


def test_the_table_has_every_code_once_with_its_own_m49_number():
    assert len(COUNTRIES) == 249
    assert len({each.m49 for each in COUNTRIES.values()}) == 249
    assert all(len(each.m49) == 3 and each.m49.isdecimal() for each in COUNTRIES.values())
    assert all(
        len(code) == 2 and code.isascii() and code.isupper() and each.code == code
        for code, each in COUNTRIES.items()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_tidy_and_in_the_script_of_its_language(language):
    names = [each.name(language) for each in COUNTRIES.values()]

    assert [name for name in names if not in_script(name, language)] == []
    assert [name for name in names if " ".join(name.split()) != name] == []
    assert [name for name in names if not unicodedata.is_normalized("NFC", name)] == []
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_are_a_permutation(language):
    orders = [each.orders[language] for each in COUNTRIES.values()]

    assert sorted(orders) == list(range(1, len(COUNTRIES) + 1))


def test_unep_regions_split_the_member_states():
    assert codes(each.region for each in MEMBER_STATES) == {
        "africa": 54,
        "asia-pacific": 39,
        "europe": 54,
        "latin-america-caribbean": 33,
        "north-america": 2,
        "west-asia": 11,
    }
    assert len(MEMBER_STATES) == 193


def test_un_groups_split_the_member_states():
    assert codes(each.un_group for each in MEMBER_STATES) == {
        "african": 54,
        "asia-pacific": 54,
        "eastern-european": 23,
        "grulac": 33,
        "weog": 29,
    }
    assert not any(each.un_group for each in COUNTRIES.values() if not each.member_state)


def test_african_and_latin_american_groups_are_the_regions_of_the_same_name():
    for region, group in [
        (Region.AFRICA, UNGroup.AFRICAN),
        (Region.LATIN_AMERICA_CARIBBEAN, UNGroup.GRULAC),
    ]:
        assert {each.code for each in MEMBER_STATES if each.region is region} == {
            each.code for each in MEMBER_STATES if each.un_group is group
        }


def test_four_others_take_part_beside_the_member_states_and_have_a_region():
    others = {
        each.code: (each.observer, each.region) for each in COUNTRIES.values() if each.observer
    }

    assert others == {
        "VA": (Observer.STATE, Region.EUROPE),
        "PS": (Observer.STATE, Region.WEST_ASIA),
        "CK": (Observer.AGENCY_MEMBER, Region.ASIA_PACIFIC),
        "NU": (Observer.AGENCY_MEMBER, Region.ASIA_PACIFIC),
    }
    assert not any(country(code).member_state for code in others)


def test_no_other_area_is_given_a_region():
    assert {each.code for each in COUNTRIES.values() if each.region} == {
        each.code for each in COUNTRIES.values() if each.member_state or each.observer
    }


def test_country_is_found_by_its_code():
    niger = country("NE")

    assert (niger.m49, niger.region, niger.un_group) == ("562", Region.AFRICA, UNGroup.AFRICAN)
    assert [niger.name(language) for language in LANGUAGES] == [
        "النيجر",
        "尼日尔",
        "Niger",
        "Niger",
        "Нигер",
        "Níger",
    ]
    assert str(niger.region.label) == "Africa"


@pytest.mark.parametrize("code", ["XX", "ne", "", None])
def test_country_is_none_when_the_code_is_unknown(code):
    assert country(code) is None


def test_name_and_choices_refuse_a_language_that_is_not_one_of_the_six():
    with pytest.raises(KeyError):
        country("NE").name("de")
    with pytest.raises(KeyError):
        choices("de")


@pytest.mark.parametrize(
    ("language", "neighbours"),
    [
        ("en", ["AF", "AX", "AL"]),  # Å with A
        ("fr", ["EG", "SV", "AE", "EC"]),  # É with E
        ("es", ["VU", "VE"]),
        ("ru", ["RU", "RW", "RO"]),
        ("ar", ["AZ", "AR", "JO", "AM"]),  # the article does not count
        ("zh", ["BE", "PE", "IS"]),  # 秘鲁 is read bì lǔ
    ],
)
def test_choices_are_sorted_as_the_language_sorts(language, neighbours):
    listed = [code for code, _ in choices(language)]
    first = listed.index(neighbours[0])

    assert listed[first : first + len(neighbours)] == neighbours
    assert dict(choices(language)) == {
        each.code: each.name(language) for each in COUNTRIES.values()
    }


def test_choices_are_not_spoilt_by_a_caller_who_changes_them():
    choices("fr").clear()

    assert len(choices("fr")) == len(COUNTRIES)


def test_names_that_are_not_the_un_s_are_marked():
    path = Path(countries.__file__).with_name("countries.csv")
    with path.open(encoding="utf-8", newline="") as file:
        marked = {row["code"]: set(row["fallback"].split()) for row in csv.DictReader(file)}

    assert {code for code, languages in marked.items() if languages} == {
        *("AQ", "AX", "CC", "KY"),
        *("IO", "SJ", "TF", "UM"),
        "TW",
    }
    assert all(languages <= set(LANGUAGES) for languages in marked.values())
    assert not any(marked[each.code] for each in MEMBER_STATES)


def test_glossary_gives_every_region_group_and_major_group_in_six_languages():
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        glossary = {row["en"]: row for row in csv.DictReader(file)}

    labels = [str(each.label) for kind in (Region, UNGroup, MajorGroup) for each in kind]
    assert len(labels) == len(set(labels)) == 20
    assert [label for label in labels if label not in glossary] == []
    assert [
        (term, language)
        for term, row in glossary.items()
        for language in LANGUAGES
        if not in_script(row[language], language)
    ] == []


def test_every_state_has_a_subregion_and_the_categories_have_as_many_members_as_their_lists():
    assert {each.code for each in COUNTRIES.values() if each.subregion} == {
        each.code for each in countries.STATES
    }
    members = {
        category.value: sum(category in each.categories for each in COUNTRIES.values())
        for category in Category
    }
    assert members == {"ldc": 44, "lldc": 32, "sids": 39}
    both = {each.code for each in COUNTRIES.values() if {"lldc", "sids"} <= each.categories}
    assert both == set()
    assert (len(countries.MEMBER_STATES), len(countries.STATES)) == (193, 197)


def test_no_subregion_lies_in_two_regions():
    homes = {(each.subregion, each.region) for each in countries.STATES}

    assert len(homes) == len(Subregion)


@pytest.mark.parametrize(
    ("code", "last_day", "language", "then", "now"),
    [
        ("TR", date(2022, 5, 31), "en", "Turkey", "Türkiye"),
        ("TR", date(2022, 5, 31), "ar", "تركيا", "تركيا"),
        ("SZ", date(2018, 4, 18), "es", "Swazilandia", "Eswatini"),
        ("CZ", date(2016, 5, 16), "fr", "République tchèque", "Tchéquie"),
        ("MK", date(2019, 2, 11), "zh", "前南斯拉夫的马其顿共和国", "北马其顿"),
        ("CV", date(2013, 10, 23), "ar", "الرأس الأخضر", "كابو فيردي"),
    ],
)
def test_a_name_is_that_of_the_day(code, last_day, language, then, now):
    place = country(code)

    assert place.name(language, last_day) == place.name(language, date(1999, 1, 1)) == then
    assert place.name(language, last_day + timedelta(days=1)) == place.name(language) == now


def test_a_country_can_have_belonged_to_another_region_until_a_day():
    moved = replace(
        country("KZ"),
        former=(Former(date(2030, 6, 30), country("KZ").names, Region.ASIA_PACIFIC),),
    )

    assert moved.region_on(date(2030, 6, 30)) == Region.ASIA_PACIFIC
    assert moved.region_on(date(2030, 7, 1)) == moved.region_on() == Region.EUROPE
    assert country("TR").region_on(date(2000, 1, 1)) == Region.EUROPE


def test_former_names_are_of_known_countries_and_whole():
    former = [(each.code, one) for each in COUNTRIES.values() for one in each.former]

    assert {code for code, _ in former} == {"LY", "CV", "CZ", "SZ", "MK", "TR"}
    for _code, one in former:
        assert [lang for lang in LANGUAGES if not in_script(one.names[lang], lang)] == []
