import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.matching import terms

HOSTILE = ["l'eau", "a\\b", "'", "\\", "a':* | 'b", "x & !y", "\\'", "''", "<->", "a:A", "\n"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeunesse verte du Niger", ["jeunesse", "verte", "du", "niger"]),
        ("Eau, eau, EAU!", ["eau"]),
        ("Les amis de l'eau", ["les", "amis", "de", "eau"]),
        ("L", ["l"]),
        ("绿色家园", ["绿色", "色家", "家园"]),
        ("水", ["水"]),
        ("北京2030环保", ["北京", "2030", "环保"]),
        ("جمعية حماية البيئة والتنمية", ["جمعيه", "حمايه", "بييه", "تنميه"]),
        ("النور نور", ["نور"]),
        ("Зелёная планета", ["зеленая", "планета"]),
        ("…", []),
    ],
)
def test_terms_are_the_words_to_find_a_name_by(text, expected):
    assert terms.terms(text) == expected


def test_terms_are_bounded_in_number_and_length():
    many = terms.terms(" ".join(f"word{number}" for number in range(5000)))

    assert many == [f"word{number}" for number in range(terms.MOST_TERMS)]
    assert terms.terms("é" * 5000) == ["e" * terms.LONGEST_TERM]


def test_a_partial_word_is_a_prefix_of_what_is_indexed():
    [typed] = terms.terms("الشبا")

    assert any(term.startswith(typed) for term in terms.terms("جمعية الشباب"))


@pytest.mark.parametrize("word", ["eau", "水", "环保", ""])
def test_variants_of_a_short_word_are_itself(word):
    assert terms.variants(word) == {word}


def test_variants_leave_out_one_letter():
    assert terms.variants("noor") == {"noor", "oor", "nor", "noo"}


@pytest.mark.parametrize("slip", ["nger", "nniger", "nigre", "nigir", "inger", "nige"])
def test_a_word_shares_a_variant_with_each_of_its_slips(slip):
    assert terms.variants("niger") & terms.variants(slip)


def test_tsvector_doubles_quotes_and_backslashes():
    assert terms.tsvector(["l'eau", "a\\b"]) == r"'l''eau' 'a\\b'"


def test_tsquery_joins_prefixes_with_and():
    assert terms.tsquery(["eau", "niger"]) == "'eau':* & 'niger':*"
    assert terms.tsquery(["eau", "niger"], prefix=False) == "'eau' & 'niger'"
    assert terms.tsquery(["环保", "保会"], any_of=True) == "'环保':* | '保会':*"


def test_literals_of_nothing_are_empty():
    assert terms.tsvector([]) == terms.tsquery([]) == terms.tsquery(["", "\0", "\ud800"]) == ""


def read_back(literal):
    """The terms of a literal as PostgreSQL reads it: quoted, doubled quotes and backslashes."""
    quoted = re.compile(r"'((?:[^'\\]|''|\\\\)*)'(:\*)?(?: & )?", re.DOTALL)
    found, at = [], 0
    while at < len(literal):
        match = quoted.match(literal, at)
        assert match, literal
        found.append(re.sub(r"''|\\\\", lambda pair: pair[0][0], match[1]))
        at = match.end()
    return found


def test_hostile_terms_stay_inside_their_quotes():
    assert read_back(terms.tsquery(HOSTILE)) == HOSTILE


@given(st.lists(st.text(st.sampled_from("'\\ab&|!:* \0\ud800\n"), max_size=8)))
def test_whatever_is_quoted_is_read_back_as_it_was(words):
    storable = [word.replace("\0", "").replace("\ud800", "") for word in words]

    assert read_back(terms.tsquery(words)) == [word for word in storable if word]


def test_hostile_text_gives_bounded_terms(hostile_text):
    found = terms.terms(hostile_text)

    assert len(found) <= terms.MOST_TERMS
    assert all(0 < len(term) <= terms.LONGEST_TERM for term in found)
    assert all(len(terms.variants(term)) <= terms.LONGEST_TERM + 1 for term in found)
