"""Good names pass as they are written, in any script; what cannot be seen is found."""

import pytest

from engagement.core import names

GOOD = [
    "Amina Otieno",
    "Sukarno",
    "Zoë Müller-Łukasiewicz",
    "Nguyễn Thị Minh Khai",
    "O’Connor & Søn",
    "Oʻzbekiston yashil harakati",
    "جمعية نساء الأراضي الرطبة",
    "مُحَمَّد عَبْد اللّٰه",
    "کانون نیمه\u200cشب ایران",
    "क्\u200dष समाज",
    "ශ්\u200dරී ලංකා",
    "Общество охраны природы",
    "中国环境科学学会",
    "葛\U000e0100城市",
    "日本ユネスコ協会",
    "한국 환경 운동",
    "የኢትዮጵያ ሴቶች",
    "350.org",
    "Friends of the Earth (FoE) 2030+",
]
BAD = {
    "right-to-left override": "Wetland\u202eSociety",
    "isolate": "\u2066Wetland\u2069",
    "zero-width space": "Wet\u200bland",
    "joiner between Latin letters": "Wet\u200dland",
    "joiner at the end": "Wetland\u200c",
    "byte order mark": "\ufeffWetland",
    "soft hyphen": "Wet\u00adland",
    "bell": "Wet\u0007land",
    "null": "Wet\u0000land",
    "blank Hangul letter": "Wetland\u3164",
    "blank Braille": "Wet\u2800land",
    "variation selector": "Wetland\ufe0f",
    "tag": "Wetland\U000e0041",
    "private use": "Wet\ue000land",
    "unassigned": "Wet\u0378land",
    "damaged": "Wet\ufffdland",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_name_people_bear_passes_unchanged(name):
    assert names.hidden_character(name) is None
    assert names.tidy(name) == name


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
def test_what_nobody_can_see_is_found(name):
    assert names.hidden_character(name) in name


def test_names_are_composed_and_spaces_folded():
    assert names.tidy("  E\u0301te\u0301 \u00a0 de\tNiamey\n") == "Été de Niamey"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Zoë Müller", True),
        ("Nguyễn Thị", True),
        ("Oʻzbekiston", True),
        ("Earth 2030", True),
        ("Амина", False),
        ("Amina أمينة", False),
        ("王芳", False),
        ("Νίκη", False),
    ],
)
def test_latin_names_are_told_from_others(name, latin):
    assert names.is_latin(name) is latin


@pytest.mark.parametrize(
    ("name", "spoken", "language"),
    [
        ("جمعية خضراء", "en", "ar"),
        ("Зелёный мир", "fr", "ru"),
        ("中国环境科学学会", "en", "zh"),
        ("Les Amis de la Terre", "fr", "fr"),
        ("Green Youth", "ar", "en"),
        ("ሴቶች", "en", "en"),
        ("350", "fr", "fr"),
    ],
)
def test_a_name_in_another_script_is_in_another_language(name, spoken, language):
    assert names.language_of(name, spoken) == language
