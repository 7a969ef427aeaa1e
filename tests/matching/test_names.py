import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.matching import names

ANY_TEXT = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("Fédération  NIGÉRIENNE", "federation nigerienne"),
        ("Ｇｒｅｅｎ ﬁeld", "green field"),
        ("Straße, Łódź, Ørsted, Ƙasa", "strasse lodz orsted kasa"),
        ("İzmir ılıca", "izmir ilica"),
        ("l’eau d'Aïr qu'on", "l eau d air qu on"),
        ("Women's Mu‘assasat Jam'iyat", "womens muassasat jamiyat"),
        ("مُؤَسَّسَةُ النُّور", "موسسه النور"),
        ("أحمد إبراهيم آمال ٱلله", "احمد ابراهيم امال الله"),
        ("مؤسسة", "موسسه"),
        ("علی کتاب ۀ", "علي كتاب ه"),
        ("جمـــعية الهدى", "جمعيه الهدي"),
        ("نساء", "نسا"),
        ("٢٠٣٠ ۲۰۳۰ २०३०", "2030 2030 2030"),
        ("Зелёная Ґанок Її Тай", "зеленая ганок її тай"),
        ("ΟΡΓΑΝΏΣΕΩΣ Ωραίος", "οργανωσεωσ ωραιοσ"),
        ("綠色環保協會", "绿色环保协会"),
        ("हिन्दी संस्था", "हिन्दी संस्था"),
        ("がんばれ", "がんばれ"),
        ("한국 환경", "한국 환경"),
        ("A\u200bB\u202eC\u00adD\tE", "abcd e"),
        ("Green—Peace (Niger) & Co.", "green peace niger co"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_normalise_folds_what_two_spellings_of_a_name_differ_in(typed, normalised):
    assert names.normalise(typed) == normalised


def test_normalise_gives_one_form_to_composed_and_decomposed_text():
    assert names.normalise("e\u0301té и\u0306") == names.normalise("été й") == "ete й"


@given(ANY_TEXT)
def test_normalise_twice_is_normalise_once(text):
    once = names.normalise(text)

    assert names.normalise(once) == once


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Jeunesse\t verte\r\ndu\u00a0Niger ", "Jeunesse verte du Niger"),
        ("Green\u202egnp\u202c", "Greengnp"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("a\u200bb\ufeffc\u00add\u2060e\0f\u0085g", "abcdef g"),
        ("e\u0301té", "été"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Pea\u200cce", "Peace"),
        ("\u200cسلام\u200c \u200cعلي", "سلام علي"),
        ("ක්\u200dරි", "ක්\u200dරි"),
        ("ന്\u200d", "ന്\u200d"),
        ("葛\U000e0100城 a\U000e0100", "葛\U000e0100城 a"),
        ("ㅤ\u2800\u3164", ""),
        ("a\ud800b\uffffc", "abc"),
        ("«Чистая Волга» — № 1 ©", "«Чистая Волга» — № 1 ©"),
    ],
)
def test_clean_removes_only_what_nobody_sees(typed, stored):
    assert names.clean(typed) == stored


@given(ANY_TEXT)
def test_clean_twice_is_clean_once_and_can_be_stored(text):
    once = names.clean(text)

    assert names.clean(once) == once
    assert "\0" not in once
    assert once.encode("utf-8").decode("utf-8") == once


@given(ANY_TEXT)
def test_clean_never_changes_what_a_name_matches(text):
    assert names.normalise(names.clean(text)).replace(" ", "") == names.normalise(text).replace(
        " ", ""
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Jeunesse verte du Niger", []),
        ("Фонд «Чистая Волга»", []),
        ("Клуб друзей Greenpeace на Волге", []),
        ("مُؤَسَّسَةُ النُّورِ", []),
        ("می\u200cخواهم", []),
        ("Hội Bảo vệ rừng ngập mặn", []),
        ("Co., Ltd.\n", []),
        ("—", ["empty"]),
        ("Green\u202epeace", ["invisible"]),
        ("Gr\u200been", ["invisible"]),
        ("Grеenpeаce", ["mixed_script"]),
        ("ΑΒC Trust", ["mixed_script"]),
        ("Trust РАСЕ", ["look_alike"]),
        ("Z\u0300\u0301\u0302\u0303\u0304algo", ["stacked_marks"]),
        ("Club \ue000", ["unreadable"]),
        ("\u200b\ufffd", ["empty", "invisible", "unreadable"]),
    ],
)
def test_problems_names_what_a_reviewer_should_see(typed, found):
    assert names.problems(typed) == found


@given(ANY_TEXT)
def test_problems_finds_nothing_invisible_in_a_cleaned_name(text):
    assert "invisible" not in names.problems(names.clean(text))


def test_problems_come_in_the_declared_order():
    typed = "\u200bGrеen Trust РАСЕ \ue000 Z\u0300\u0301\u0302\u0303\u0304"

    assert names.problems(typed) == [code for code in names.PROBLEMS if code != "empty"]


def test_skeleton_is_shared_by_names_that_look_the_same():
    assert names.skeleton("Grеenpeаce") == names.skeleton("Greenpeace") == "greenpeace"
    assert names.skeleton("Волга") != names.skeleton("Volga")


def test_sort_key_orders_latin_without_accents_then_other_scripts_then_nothing():
    in_order = [
        "2030 Fund",
        "Éco-citoyens",
        "ecole",
        "L’Arbre",
        "Öko",
        "zebra",
        "Ώρα",
        "Ёлка",
        "Жизнь",
        "الأمل",
        "中国",
        "…",
    ]

    assert sorted(sorted(in_order), key=lambda name: names.sort_key(name).encode()) == in_order


def test_sort_key_is_cut_so_that_an_index_takes_it():
    assert names.sort_key("Ж" * 5000) == "ж" * names.LONGEST_SORT_KEY


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("النور", ("ال", "نور")),
        ("والتنميه", ("وال", "تنميه")),
        ("للبييه", ("لل", "بييه")),
        ("الي", ("", "الي")),
        ("نور", ("", "نور")),
        ("volga", ("", "volga")),
    ],
)
def test_split_article_leaves_words_that_would_be_too_short(word, parts):
    assert names.split_article(word) == parts


def test_hostile_text_is_folded_and_cleaned_without_growing_out_of_hand(hostile_text):
    longest_expansion = 18  # of one Arabic ligature

    assert len(names.normalise(hostile_text)) <= longest_expansion * len(hostile_text)
    assert len(names.clean(hostile_text)) <= len(hostile_text)
    assert len(names.sort_key(hostile_text)) <= names.LONGEST_SORT_KEY
    assert set(names.problems(hostile_text)) <= set(names.PROBLEMS)
