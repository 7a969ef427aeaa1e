import pytest

from engagement.matching import romanization


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Зелёная планета", "zelenaya planeta"),
        ("Общество защиты", "obshchestvo zashchity"),
        ("Мережа Дніпра", "merezha dnipra"),
        ("Љубав", "ljubav"),
        ("مؤسسة النور", "mussa al nur"),
        ("الشباب والتنمية", "al shbab wa al tnmia"),
        ("واحة", "waha"),
        ("پژوهش گیاه", "pjuhsh gyaa"),
        ("Σύλλογος Ουρανός", "syllogos ouranos"),
        ("Θάλασσα Χίος", "thalassa chios"),
        ("北京 Fédération", "北京 federation"),
        ("", ""),
    ],
)
def test_latin_is_a_rough_form_word_by_word(text, expected):
    assert romanization.latin(text) == expected


def test_latin_of_latin_changes_nothing_more():
    once = romanization.latin("Общество الشباب Ουρανός 北京")

    assert romanization.latin(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("muassasat", "mussa"),
        ("zelenaya", "zelyonaja"),
        ("chistyy", "tchisty"),
        ("kharkov", "harkov"),
        ("djamila", "gamila"),
        ("shabaka", "chabakah"),
        ("nour", "nur"),
        ("qasim", "kassem"),
    ],
)
def test_consonants_are_shared_by_spellings_of_one_word(one, other):
    assert romanization.consonants(one) == romanization.consonants(other) != ""


@pytest.mark.parametrize(("one", "other"), [("nur", "nil"), ("volga", "dunay"), ("terre", "mer")])
def test_consonants_tell_other_words_apart(one, other):
    assert romanization.consonants(one) != romanization.consonants(other)


def test_a_word_of_vowels_has_no_consonants():
    assert romanization.consonants("eau") == ""


def test_hostile_text_has_a_latin_form(hostile_text):
    latin = romanization.latin(hostile_text)

    assert romanization.latin(latin) == latin
    assert len(romanization.consonants(latin)) <= len(latin) * 2
