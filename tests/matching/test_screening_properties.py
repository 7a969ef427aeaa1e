"""Whatever is typed: no crash, bounded work, the same result however it is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engagement.matching import keys, names, prepared, similarity, writing
from engagement.matching.parties import KINDS
from engagement.matching.reasons import Reason, Thresholds
from engagement.matching.screener import compare, explain
from tests.matching.screening import LISTED, entry, party, screener

few = settings(max_examples=50, deadline=None)
kinds = st.sampled_from(KINDS)
written = st.text(max_size=300)
words = st.text(
    st.sampled_from("abdehiklmnrsuyzABDMSZ .-'محمدعاليةбовенир习近平김0123"), max_size=60
)
SCREENER = screener()
ALL = Thresholds(listed=0.0)


@few
@given(written, kinds)
def test_any_text_can_be_asked(text, kind):
    for hit in SCREENER.screen(party(kind, text)):
        assert 0 <= hit.score <= 1
        assert Reason.from_json(hit.reason.as_json()) == hit.reason


@few
@given(written, kinds)
def test_any_text_can_be_listed(text, kind):
    listed = entry("1", kind, text)

    hit = compare(party(kind, text), listed, ALL)

    assert hit is not None and 0 <= hit.score <= 1
    assert len(keys.keys_of_name(text, kind)) <= 1200


@pytest.mark.parametrize("kind", KINDS)
def test_work_on_hostile_text_is_bounded(hostile_text, kind):
    name = prepared.prepare_name(hostile_text, kind)
    asked = keys.asked(name)

    assert len(name.tokens) <= 24
    assert len(asked.groups) <= 120
    assert len(asked.wanted) <= 3000
    assert len(SCREENER.screen(party(kind, hostile_text))) <= len(LISTED)


@few
@given(words, words)
def test_words_are_as_alike_either_way(left, right):
    for kind in KINDS:
        one, other = (prepared.prepare_name(text, kind).tokens[:3] for text in (left, right))
        for a in one:
            for b in other:
                assert similarity.similarity(a, b) == similarity.similarity(b, a)


@few
@given(words, words, kinds)
def test_looking_words_up_misses_none(left, right, kind):
    one, other = (prepared.prepare_name(text, kind).tokens for text in (left, right))
    known = similarity.Words(other)

    for token in one:
        expected = {b: like for b in other if (like := similarity.similarity(token, b))[0]}
        assert known.like(token) == expected


@few
@given(words, kinds)
def test_what_is_found_is_explained_alike(text, kind):
    asked = party(kind, f"{text} Qasimov Zubayr", countries=("FR",))
    by_id = {one.id: one for one in LISTED}

    for hit in SCREENER.screen(asked):
        assert explain(asked, by_id[hit.entry_id]) == hit.reason


@few
@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_the_short_way_of_normalising_is_the_long_one(text):
    assert writing.normalised(text) == names.normalise(text)
