"""An organization's name as words: legal forms, ordinary words in many languages, acronyms."""

import pytest

from engagement.matching import organization_names
from engagement.matching.tokens import Role


def meanings(name):
    return [token.concept or token.latin for token in organization_names.parse(name).tokens]


@pytest.mark.parametrize(
    "words",
    [
        ("Network", "Réseau", "Сеть", "شبكة", "Shabaka"),
        ("Association", "Asociación", "Ассоциация", "الجمعية", "Jam'iyat", "انجمن"),
        ("Company", "Compagnie", "Компания", "شركة", "شرکت", "Sharikat"),
        ("Foundation", "Fondation", "Fundación", "Фонд", "مؤسسة", "Mu'assasat", "بنیاد"),
        ("International", "Intl", "Internacional", "Международный", "الدولية"),
        ("Shipping", "Shpg", "Shiping", "Судоходная"),
    ],
)
def test_an_ordinary_word_means_the_same_in_every_language(words):
    assert len({tuple(meanings(word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme GmbH", "Acme G.m.b.H."),
        ("Acme Limited Liability Company", "Acme L.L.C."),
        ("Acme, S.A. de C.V.", "ACME SA DE CV"),
        ("Seventh Brigade", "Brigade 7"),
        ("7th Brigade", "Brigade 07"),
    ],
)
def test_legal_forms_are_classes_and_numbers_are_digits(one, other):
    assert sorted(meanings(one)) == sorted(meanings(other))


def test_words_have_the_role_they_play():
    tokens = organization_names.parse("Zabrex Iranian Trading Company 17 Ltd").tokens

    assert [token.role for token in tokens] == [
        Role.NAME, Role.PLACE, Role.ORDINARY, Role.FRAME, Role.NUMBER, Role.LEGAL,
    ]  # fmt: skip
    assert tokens[0].weight == 1 and tokens[3].weight < 0.3


def test_an_acronym_beside_its_name_is_stated_and_no_word_of_it():
    parsed = organization_names.parse("Butembo Airlines (BAL)")

    assert parsed.stated == {"bal"}
    assert [token.latin for token in parsed.tokens] == ["butembo", "airlines"]


def test_a_part_in_capitals_that_abbreviates_nothing_stays_a_word():
    tokens = organization_names.parse("TABARAK - MISR SHIPPING CO").tokens

    assert tokens[0].latin == "tabarak"


def test_initials_are_those_of_the_words_that_carry():
    assert "kmdtc" in organization_names.parse("Korea Mining Development Trading Corp").initials


def test_a_slip_in_a_long_ordinary_word_does_not_make_it_a_name():
    assert meanings("Devlopment") == ["development"]
    assert meanings("Baraka") == ["baraka"]
