import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.matching import duplicates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fondation Zakoura", "Fondation Zakuora"),
        ("Green Sahel", "Sahel Green"),
        ("Green Peace", "Greenpeace"),
        ("Зелёная планета", "Zelyonaja planeta"),
        ("مؤسسة النور", "Muassasat al-Nur"),
        ("جمعية النور", "جمعية النول"),
        ("Réseau Jeunes Climat", "RJC"),
        ("Réseau Jeunes Climat (RJC)", "R.J.C."),
        ("绿源协会", "绿原协会"),
        ("Grеenpeаce", "Greenpeace"),
    ],
)
def test_names_that_may_be_one_share_a_key(one, other):
    assert duplicates.keys([one]) & duplicates.keys([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Association Zakoura", "Association Volga"),
        ("Jeunesse verte du Niger", "الشباب الأخضر"),
        ("中国环境保护协会", "中国儿童保护基金会"),
    ],
)
def test_ordinary_words_alone_share_no_key(one, other):
    shared = duplicates.keys([one]) & duplicates.keys([other])

    assert {key for key in shared if not key.startswith("h:")} == set()


def test_keys_of_several_names_are_those_of_each():
    both = duplicates.keys(["Зелёная планета", "Green Planet"])

    assert both == duplicates.keys(["Зелёная планета"]) | duplicates.keys(["Green Planet"])


def test_keys_of_nothing_are_none():
    assert duplicates.keys([]) == duplicates.keys(["", "…"]) == set()


def test_score_is_of_the_best_pair():
    left = ["Jeunesse verte du Niger", "Green Youth of Niger"]

    assert duplicates.score(left, ["الشباب الأخضر", "Green youth of Niger"]) == 1.0
    assert duplicates.score(left, ["Volga"]) == 0.0
    assert duplicates.score([], ["Volga"]) == 0.0


def test_score_counts_frequent_words_little_and_legal_forms_not_at_all():
    assert duplicates.score(["Zakoura"], ["Zakoura Ltd"]) == 1.0
    assert duplicates.score(["Zakoura Foundation"], ["Zakoura Network"]) > 0.8
    assert duplicates.score(["Zakoura Foundation"], ["Volga Foundation"]) < 0.3


def test_best_gives_the_names_that_met_and_why():
    candidates = {
        7: ["Fondation Zakoura", "مؤسسة زاكورة"],
        8: ["Fundación Volga"],
        9: ["Zakoura Network"],
    }

    assert [
        (match.id, match.mine, match.theirs, match.reason)
        for match in duplicates.best(["Fondation Zakuora"], candidates)
    ] == [
        (7, "Fondation Zakuora", "Fondation Zakoura", "spelling"),
        (9, "Fondation Zakuora", "Zakoura Network", "spelling"),
    ]


def test_best_is_cut_at_the_limit_and_the_floor():
    candidates = {number: ["Zakoura"] for number in range(9)} | {9: ["Zakoura Volga Dosso"]}

    assert [m.id for m in duplicates.best(["Zakoura"], candidates)] == [0, 1, 2, 3, 4]
    assert 9 not in [m.id for m in duplicates.best(["Zakoura"], candidates, limit=20)]
    assert 9 in [m.id for m in duplicates.best(["Zakoura"], candidates, limit=20, floor=0)]


def test_best_without_anything_in_common_is_empty_even_without_a_floor():
    assert duplicates.best(["Zakoura"], {1: ["Volga"], 2: [""]}, floor=0.0) == []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (["RJCA"], ["Réseau Jeunes Climat Afrique"]),
        (["Réseau Jeunes Climat Afrique"], ["Jeunes du climat", "RJCA"]),
        (["ООПТ"], ["Общество охраны природы Томска"]),
    ],
)
def test_an_acronym_is_a_reason(mine, theirs):
    [match] = duplicates.best(mine, {1: theirs})

    assert match.reason == "acronym"


def test_an_acronym_shared_by_names_that_contradict_is_no_match():
    mine = ["Association des Jeunes Verts", "AJV"]

    assert duplicates.best(mine, {1: ["Action Justice Vie", "AJV"]}) == []
    assert duplicates.best(["AJV"], {1: ["AJV"]})[0].score == 1.0


def test_hostile_names_give_few_short_keys_and_a_score(hostile_text):
    found = duplicates.keys([hostile_text])

    assert len(found) <= 60
    assert all(len(key) <= duplicates.LONGEST_KEY for key in found)
    assert 0 <= duplicates.score([hostile_text] * 50, [hostile_text[1:]] * 50) <= 1


@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=40))
def test_a_score_is_a_share_and_has_no_direction(one, other):
    there = duplicates.score([one], [other])

    assert 0 <= there <= 1
    assert there == pytest.approx(duplicates.score([other], [one]))


@given(st.text(st.characters(), max_size=40))
def test_a_name_with_words_is_its_own_duplicate(name):
    has_words = bool(duplicates.keys([name]))

    assert duplicates.score([name], [name]) == (1.0 if has_words else 0.0)
