import pytest

from engagement.matching import words
from engagement.matching.words import Kind


def cut(name):
    return [(word.text, word.kind) for word in words.parse(name).words]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Association des jeunes de Zinder e.V.",
            [("association", Kind.FRAME), ("jeunes", Kind.THEME), ("zinder", Kind.NAME)],
        ),
        ("Asociation Zinder", [("asociation", Kind.FRAME), ("zinder", Kind.NAME)]),
        ("S.O.S. Sahel", [("sos", Kind.NAME), ("sahel", Kind.NAME)]),
        ("Grеen Dosso", [("green", Kind.THEME), ("dosso", Kind.NAME)]),
        ("АНО «Чистая Волга»", [("чистая", Kind.THEME), ("волга", Kind.NAME)]),
        ("Obshchestvo Ladoga", [("obshchestvo", Kind.FRAME), ("ladoga", Kind.NAME)]),
        ("مؤسسة النور", [("موسسه", Kind.FRAME), ("نور", Kind.NAME)]),
        (
            "北京市绿源环境保护协会",
            [
                ("北京市", Kind.NAME),
                ("绿源", Kind.NAME),
                ("环境保护", Kind.THEME),
                ("协会", Kind.FRAME),
            ],
        ),
        ("The Of And", [("the", Kind.NAME), ("of", Kind.NAME), ("and", Kind.NAME)]),
        ("", []),
    ],
)
def test_parse_weighs_the_words_of_a_name(name, expected):
    assert cut(name) == expected


@pytest.mark.parametrize(
    ("name", "texts", "stated"),
    [
        ("Réseau Jeunes Climat (RJC)", ["reseau", "jeunes", "climat"], {"rjc"}),
        ("RJC – Réseau Jeunes Climat", ["reseau", "jeunes", "climat"], {"rjc"}),
        ("Общество охраны природы (ООП)", ["общество", "охраны", "природы"], {"oop"}),
        ("Greenpeace (KENYA)", ["greenpeace", "kenya"], {"kenya"}),
        ("W.W.F.", ["wwf"], {"wwf"}),
    ],
)
def test_parse_sets_an_acronym_beside_its_name_apart(name, texts, stated):
    parsed = words.parse(name)

    assert [word.text for word in parsed.words] == texts
    assert parsed.stated == stated


def test_parse_gives_the_initials_with_and_without_small_words():
    assert words.parse("Réseau des jeunes pour le climat").initials == {"rdjplc", "rjc"}


def test_telling_words_are_all_words_when_every_word_is_ordinary():
    assert [word.text for word in words.parse("National Association").telling] == [
        "national",
        "association",
    ]


def test_parse_ignores_what_is_beyond_the_longest_name():
    assert len(words.parse("a1 " * 5000).words) == words.MOST_WORDS
    assert words.parse("é" * 5000).words[0].text == "e" * words.LONGEST_NAME
