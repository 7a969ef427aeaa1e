"""What is found, how strongly, and why, kind by kind; every name is made up."""

import json

import pytest

from engagement.matching.parties import Birth, Identifier
from engagement.matching.reasons import (
    BANDS,
    LIMIT_CODES,
    LINE_CODES,
    PAIR_CODES,
    Reason,
    Thresholds,
)
from engagement.matching.screener import compare, explain
from tests.matching.screening import LISTED, entry, met, party, screener

ZUBAYR = "Zubayr Abd al-Rahman Qasimov"


@pytest.mark.parametrize(
    "asked",
    [
        "ZUBAYR ABD AL-RAHMAN QASIMOV",
        "Qasimov, Zubayr Abdul Rahman",
        "Zubair Abdurrahman Kasimov",
        "Zubayr AbdulRahman Qasimov",
        "Zubayr Qasimov",
        "Dr. Zubayr Abd al-Rahman Qasimov",
        "Zubary Abd al-Rahman Qasimov",
        "Zubyar Abd al-Rahman Qasmiov",
        "Z. Abd al-Rahman Qasimov",
        "Зубайр Абдуррахман Касимов",
        "زبير عبد الرحمن قاسموف",
        "زبير عبدالرحمن قاسموف",
    ],
)
def test_a_person_is_found_however_the_name_is_written(asked):
    hits = screener().screen(party("person", asked))

    assert [hit.entry_id for hit in hits][:1] == ["zub"]
    assert hits[0].score >= 0.5


@pytest.mark.parametrize(
    "asked",
    ["Zubayr Hassan Ali", "Omar Qasimov", "Abdul Rahman Hassan", "Temirlan Petrov", "Mohammed Ali"],
)
def test_a_person_who_shares_a_name_is_not_in_the_queue(asked):
    assert [hit for hit in screener().screen(party("person", asked)) if hit.score >= 0.5] == []


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("Zabrex General Trading", "tra"),
        ("Zabrex Gen. Trdg. L.L.C.", "tra"),
        ("Zabrex General Trading Limited Liability Company", "tra"),
        ("ZabrexGeneral Trading LLC", "tra"),
        ("زابركس للتجارة العامة", "tra"),
        ("شبكة كوفراني", "net"),
        ("Shabakat Kovrani", "net"),
        ("Réseau Kovrani", "net"),
        ("313 Dawn Brigade", "brg"),
    ],
)
def test_an_organization_is_found_however_the_name_is_written(asked, id):
    hits = screener().screen(party("org", asked))

    assert [hit.entry_id for hit in hits][:1] == [id]
    assert hits[0].score >= 0.5


@pytest.mark.parametrize(
    "asked",
    [
        "Meridol General Trading LLC",
        "General Trading LLC",
        "Dawn Brigade 101",
        "Network of Trading Companies",
        "Zarbania Network",
    ],
)
def test_an_organization_in_the_same_frame_is_not_in_the_queue(asked):
    assert [hit for hit in screener().screen(party("org", asked)) if hit.score >= 0.5] == []


def test_kinds_do_not_meet():
    assert screener().screen(party("org", ZUBAYR)) == []
    assert compare(party("org", ZUBAYR), LISTED[0]) is None


def test_evidence_moves_the_score_and_never_deletes_the_hit():
    born, elsewhere = Birth.parse("1970-02-03"), Birth.parse("1991-05-06")
    asked = [
        party("person", ZUBAYR, countries=("SY",), births=(born,)),
        party("person", ZUBAYR),
        party("person", ZUBAYR, births=(elsewhere,)),
        party("person", ZUBAYR, countries=("FR",), births=(elsewhere,)),
    ]

    reasons = [explain(one, LISTED[0]) for one in asked]

    scores = [reason.score for reason in reasons]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 4
    assert [reason.band for reason in reasons] == ["exact", "exact", "possible", "conflicting"]
    assert scores[0] < 1 and scores[3] < 0.8
    assert screener().screen(asked[3])[0].entry_id == "zub"
    assert reasons[3].limits == ("conflicts",)


def test_an_identifier_is_decisive_and_found_without_the_name():
    number = Identifier("passport", "N 0012345-AB", "SY")
    listed = entry("1", "person", "Zubayr Qasimov", identifiers=(number,))
    other = party("person", "Somebody Else", identifiers=(Identifier("passport", "12345AB", "SY"),))

    hit = compare(other, listed)

    assert (hit.band, hit.score >= 0.8) == ("exact", True)
    from engagement.matching.index import MemoryIndex
    from engagement.matching.screener import Screener

    assert Screener(MemoryIndex.build([listed])).screen(other) == [hit]


def test_one_word_alone_is_never_strong_without_evidence():
    listed = entry("1", "person", "Zubrovka", births=(Birth.parse("1970-02-03"),))

    alone = explain(party("person", "Zubrovka"), listed)
    born = explain(party("person", "Zubrovka", births=listed.births), listed)

    assert (alone.band, alone.limits) == ("possible", ("single_word",))
    assert born.score >= 0.8


def test_a_weak_alias_is_never_strong_without_evidence():
    hit = compare(party("person", "Abu Hafsa"), LISTED[0])

    assert hit.score < 0.8 and "weak_alias" in hit.reason.limits


def test_a_word_left_out_costs_less_than_one_that_contradicts():
    full = met("person", "Temirlan Borisovich Karachuk", "Temirlan Borisovich Karachuk")
    omitted = met("person", "Temirlan Karachuk", "Temirlan Borisovich Karachuk")
    contradicted = met("person", "Temirlan Olegovich Karachuk", "Temirlan Borisovich Karachuk")

    assert full > omitted > contradicted


def test_a_rare_name_shared_is_worth_more_than_a_frequent_one():
    rare = met("person", "Temirlan Karachuk", "Temirlan Karachuk")

    assert rare > met("person", "Mohammed Ali", "Mohammed Ali")


def test_an_acronym_finds_what_it_stands_for_but_not_strongly():
    listed = "Zabrex Overseas Mining Investment Group"

    score = met("org", "ZOMIG", listed)

    assert 0.5 <= score < 0.8
    assert explain(party("org", "ZOMIG"), entry("1", "org", listed)).pairs[0].how == "acronym"


def test_the_reason_names_every_word_and_is_kept_and_computed_again():
    asked = party("person", "Zubair Kasimov Petrovich", countries=("FR",))
    (hit,) = [hit for hit in screener().screen(asked) if hit.entry_id == "zub"] or [
        compare(asked, LISTED[0], Thresholds(listed=0.0))
    ]
    stored = json.loads(json.dumps(hit.reason.as_json()))

    assert Reason.from_json(stored) == hit.reason
    assert explain(asked, LISTED[0], hit.reason.thresholds) == hit.reason
    assert [(pair.ours, pair.theirs, pair.how) for pair in hit.reason.pairs] == [
        ("zubair", "zubayr", "skeleton"),
        ("kasimov", "qasimov", "skeleton"),
    ]
    assert hit.reason.only_ours == ("petrovich",)
    assert hit.reason.only_theirs == ("abd al rahman",)


def test_every_code_is_declared():
    seen = [
        explain(party(kind, *names), one, Thresholds(listed=0.0))
        for one in LISTED
        for kind, *names in (
            ("person", "Z. Qasimov Abu Hafsa"), ("person", "Temirlan Karachük"),
            ("org", "Zabrex Trading"), ("org", "Shabakat Kovrani 5"), ("org", "Brigade 101"),
        )
    ]  # fmt: skip

    assert {pair.how for reason in seen for pair in reason.pairs} <= set(PAIR_CODES)
    assert {line.code for reason in seen for line in reason.evidence} <= set(LINE_CODES)
    assert {code for reason in seen for code in reason.limits} <= set(LIMIT_CODES)
    assert {reason.band for reason in seen} <= set(BANDS)


def test_the_best_name_of_each_side_counts_and_is_shown():
    asked = party("person", "Somebody Else", "Zubayr Qasimov")

    reason = explain(asked, LISTED[0])

    assert (reason.our_name, reason.their_name) == ("Zubayr Qasimov", ZUBAYR)
