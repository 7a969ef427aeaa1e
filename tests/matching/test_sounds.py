"""Spellings of one name share a skeleton; vowels tell names apart that do too."""

import pytest

from engagement.matching import names, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhamad"),
        ("qaddafi", "gadhafi"),
        ("usama", "oussama"),
        ("yusuf", "jusuf"),
        ("gamal", "jamal"),
        ("davood", "dawud"),
        ("khalid", "halid"),
        ("ramadan", "ramadhan"),
        ("sheikh", "cheikh"),
        ("aziz", "asis"),
        ("george", "jorj"),
        ("hikmat", "hikma"),
    ],
)
def test_spellings_of_one_name_share_a_form(one, other):
    assert set(sounds.sound(one).forms) & set(sounds.sound(other).forms)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "muhammad"),
        ("حسين", "hussein"),
        ("جمال", "gamal"),
        ("رضا", "reza"),
        ("مظهر", "mazhar"),
        ("دهقان", "dehghan"),
        ("ذوالفقار", "zulfiqar"),
        ("پرویز", "parviz"),
        ("غيلاني", "gailani"),
    ],
)
def test_arabic_letters_sound_as_their_romanizations(arabic, latin):
    heard = sounds.of_arabic(names.normalise(arabic))

    assert set(heard.forms) & set(sounds.sound(latin).forms)


def test_vowels_tell_names_apart_that_share_consonants():
    hassan, hussein, husayn = map(sounds.sound, ("hassan", "hussein", "husayn"))

    assert hassan.skeleton == hussein.skeleton
    assert sounds.vowel_likeness(hussein.vowels, husayn.vowels) == 1
    assert sounds.vowel_likeness(hassan.vowels, hussein.vowels) < 0.6


def test_vowels_that_are_not_written_count_little_against():
    written, unwritten = sounds.sound("muhammad"), sounds.of_arabic("محمد")

    assert 0.8 < sounds.vowel_likeness(written.vowels, unwritten.vowels) < 1


def test_two_words_written_as_one_sound_as_one():
    parts = sounds.joined(sounds.sound("jalal"), sounds.sound("udin"))

    assert parts == sounds.sound("jalaludin")
