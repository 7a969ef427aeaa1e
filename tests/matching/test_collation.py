"""The order of names in each of the six scripts."""

import pytest

from engagement.matching.collation import RANGES
from engagement.matching.names import sort_key, sort_start


@pytest.mark.parametrize(
    "in_order",
    [
        ["Ábaco", "abeja", "École", "Ñandú", "Œuvre", "Øster", "zèbre"],
        ["Ёлка", "Ель", "Жук", "Ива", "Йод", "Яр"],
        ["Ґанок", "Дім", "Ива", "Іній", "Їжак", "Йод"],
        ["أمل", "إنماء", "البيئة", "جمعية", "النور", "ياسمين"],
        ["بحر", "پاک", "تونس", "جبل", "چشمه", "حياة"],
        ["安徽", "北京", "成都", "广东", "湖南", "绿色", "青年", "中国"],
    ],
)
def test_names_are_sorted_as_readers_of_their_script_look_for_them(in_order):
    mixed = sorted(in_order)

    assert sorted(mixed, key=lambda name: sort_key(name).encode()) == in_order


def test_yo_sorts_as_ye():
    assert sort_key("Ёлка") < sort_key("Ель")


@pytest.mark.parametrize(
    ("name", "script"),
    [("Зелёная", "cyrillic"), ("Їжак", "cyrillic"), ("النور", "arabic"), ("پاک", "arabic"),
     ("环保", "han"), ("環境", "han"), ("㐂", "han"), ("𠮷野", "han"), ("豈", "han")],
)  # fmt: skip
def test_the_part_of_a_script_holds_its_names(name, script):
    begin, end = RANGES[script]

    assert begin <= sort_key(name) < end


@pytest.mark.parametrize("name", ["Wetland", "Öko", "Ώρα", "2030", "ひかり", "한국", "…"])
def test_other_scripts_lie_outside_of_all_parts(name):
    assert not any(begin <= sort_key(name) < end for begin, end in RANGES.values())


@pytest.mark.parametrize("name", ["Wetland Women", "Іній", "الجمعية الخضراء", "环保志愿者", "𠮷野"])
def test_what_is_typed_of_a_name_begins_its_key(name):
    for length in range(1, len(name) + 1):
        typed = name[:length]
        if typed.strip() and not (name.startswith("ال") and length < 5):
            assert sort_key(name).startswith(sort_start(typed))
