import pytest

from engagement.matching import folding


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("a", "latin"), ("é", "latin"), ("ệ", "latin"), ("я", "cyrillic"), ("ω", "greek"),
        ("ἀ", "greek"), ("ن", "arabic"), ("ﻥ", "arabic"), ("中", "han"), ("𠀀", "han"),
        ("あ", "kana"), ("한", "hangul"), ("अ", "indic"), ("1", ""), (" ", ""), ("×", ""),
        ("\U0010ffff", ""), ("\0", ""),
    ],
)  # fmt: skip
def test_script_of_a_character(character, expected):
    assert folding.script(character) == expected


def test_what_stands_for_a_letter_stands_for_itself():
    letters = {letter for folded in folding.FOLDED.values() for letter in folded}

    assert {letter: folding.fold(letter) for letter in letters} == {
        letter: letter for letter in letters
    }


@pytest.mark.parametrize("mark", ["\u0301", "\u064e", "\u05b0", "\ufe0f", "\u0483"])
def test_accents_and_vowel_points_are_loose(mark):
    assert folding.is_loose_mark(mark)


@pytest.mark.parametrize("letter", ["\u093f", "\u0e34", "\u3099", "я", "ω", "ن"])
def test_marks_that_carry_the_letter_are_not(letter):
    assert not folding.is_loose_mark(letter)
