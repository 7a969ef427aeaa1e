"""The rating: each rule by itself, and what always holds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engagement.screening import rating_rules
from engagement.screening.facts import (
    Compact,
    Controversy,
    Facts,
    Finding,
    Match,
    Response,
    Severity,
    TableLevel,
    Tables,
)
from engagement.screening.levels import Level
from engagement.screening.questionnaire import (
    BY_KEY,
    CRITERION_KEYS,
    Answered,
    Path,
    answered,
    questions,
)
from engagement.screening.rating import Contribution, Measure, rate, residual
from engagement.screening.rating_words import SENTENCES, said_of, sentence

TABLES = Tables(
    levels=rating_rules.read_lines([]),
    enforced=frozenset(CRITERION_KEYS) - {"excl_gambling"},
    sectors={"B": TableLevel.HIGH, "C": TableLevel.MEDIUM, "A": TableLevel.LOW},
    countries={"XA": TableLevel.HIGH, "XB": TableLevel.MEDIUM},
)
EVERY = questions(Path.STANDARD)


def clean(question):
    """An answer that raises no flag."""
    return {"yes": "no", "no": "yes"}.get(next(iter(question.flag_when), "yes"), "no")


CLEAN = {question.key: Answered(question, clean(question), "So it is.") for question in EVERY}
ALL_CLEAN = tuple(CLEAN.values())


def with_flag(key, details="Explained."):
    """All answers without a flag but one."""
    question = BY_KEY[key]
    flagged = Answered(question, next(iter(question.flag_when)), details)
    return tuple(flagged if one.question.key == key else one for one in ALL_CLEAN)


def facts(**more):
    """Nothing against the company but what is given."""
    return Facts(**{"answers": ALL_CLEAN, "sector": "A"} | more)


def controversy(severity, response=Response.NONE, months=3):
    """A line of the log."""
    return Controversy(severity, response, months, "Spill in a river", "https://news.example/1")


@pytest.mark.parametrize(
    ("given_facts", "rule", "level"),
    [
        (facts(), None, Level.LOW),
        (facts(answers=with_flag("excl_tobacco")), "exclusion_criterion", Level.EXCLUDED),
        (facts(answers=with_flag("excl_gambling")), "exclusion_not_enforced", Level.HIGH),
        (facts(findings=(Finding("excl_tobacco", True),)), "exclusion_criterion", Level.EXCLUDED),
        (facts(findings=(Finding("excl_tobacco", False),)), None, Level.LOW),
        (facts(findings=(Finding("excl_gambling", True),)), "exclusion_not_enforced", Level.HIGH),
        (facts(matches=(Match("un", "exclusion", "A"),)), "listed", Level.EXCLUDED),
        (facts(matches=(Match("ofac", "information", "A"),)), "no_weight", Level.LOW),
        (facts(matches=(Match("gc_participants", "status", "A"),)), None, Level.LOW),
        (facts(sector="B"), "sector_high", Level.SUBSTANTIAL),
        (facts(sector="C"), "sector_medium", Level.MODERATE),
        (facts(sector=None), "no_table", Level.LOW),
        (facts(countries=("XA", "KE")), "country_high", Level.SUBSTANTIAL),
        (facts(countries=("XB",)), "country_medium", Level.MODERATE),
        (
            facts(controversies=(controversy(Severity.SEVERE),)),
            "controversy_severe",
            Level.HIGH,
        ),
        (
            facts(controversies=(controversy(Severity.SEVERE, Response.REMEDIED, 61),)),
            "controversy_severe_old",
            Level.SUBSTANTIAL,
        ),
        (
            facts(controversies=(controversy(Severity.SEVERE, Response.ANSWERED, 200),)),
            "controversy_severe",
            Level.HIGH,
        ),
        (
            facts(controversies=(controversy(Severity.MODERATE, Response.DISPUTED),)),
            "controversy_open",
            Level.SUBSTANTIAL,
        ),
        (
            facts(controversies=(controversy(Severity.MODERATE, Response.ANSWERED),)),
            "controversy_answered",
            Level.MODERATE,
        ),
        (facts(controversies=(controversy(Severity.MINOR),)), "controversy_minor", Level.MODERATE),
        (
            facts(controversies=(controversy(Severity.MINOR, Response.REMEDIED),)),
            "controversy_minor_answered",
            Level.LOW,
        ),
        (facts(answers=with_flag("con_matter")), "conflict_of_interest", Level.HIGH),
        (facts(answers=with_flag("dis_convictions")), "flag_severe", Level.HIGH),
        (facts(answers=with_flag("dis_proceedings", " ")), "flag_unanswered", Level.SUBSTANTIAL),
        (facts(answers=with_flag("dis_proceedings")), "flag_answered", Level.MODERATE),
        (facts(answers=with_flag("eth_reporting")), "flag_minor", Level.LOW),
        (facts(answers=with_flag("con_money")), "money", Level.MODERATE),
        (facts(answers=with_flag("con_emblem")), "emblem", Level.MODERATE),
        (facts(money=True), "money", Level.MODERATE),
        (facts(emblem=True), "emblem", Level.MODERATE),
        (facts(answers=ALL_CLEAN[1:]), None, Level.LOW),
        (facts(answers=()), "disclosures_missing", Level.MODERATE),
        (
            facts(answers=(Answered(EVERY[0], "", ""), *ALL_CLEAN[1:])),
            "disclosures_missing",
            Level.MODERATE,
        ),
        (facts(compact=Compact.DELISTED), "compact_delisted", Level.SUBSTANTIAL),
        (facts(compact=Compact.DELISTED, is_sme=True), "compact_delisted", Level.SUBSTANTIAL),
        (
            facts(compact=Compact.NON_COMMUNICATING, is_sme=True),
            "compact_non_communicating",
            Level.MODERATE,
        ),
        (facts(compact=Compact.ABSENT), "compact_absent", Level.LOW),
        (facts(compact=Compact.ABSENT, is_sme=True), "no_weight", Level.LOW),
    ],
)
def test_each_rule_gives_its_level_and_says_so(given_facts, rule, level):
    tables = Tables(**vars(TABLES) | {"countries": TABLES.countries})

    rating = rate(given_facts, tables)

    assert rating.level == level
    assert rule is None or rule in {one.rule for one in rating.contributions}
    for one in rating.contributions:
        assert str(sentence(one))
        assert isinstance(said_of(one), str)
        assert Contribution.of(one.stored()) == one


@pytest.mark.parametrize(
    ("keys", "rule", "level"),
    [
        (("eth_workers", "eth_nature", "dis_accidents"), "flags_several", Level.HIGH),
        (("eth_reporting", "eth_safety", "eth_climate"), "flags_minor_several", Level.MODERATE),
    ],
)
def test_several_flags_weigh_more_than_each(keys, rule, level):
    answers = dict(CLEAN)
    for key in keys:
        answers[key] = next(one for one in with_flag(key) if one.question.key == key)

    rating = rate(facts(answers=tuple(answers.values())), TABLES)

    assert (rating.level, rule in {one.rule for one in rating.contributions}) == (level, True)


def test_a_small_enterprise_answers_for_all_criteria_of_a_question():
    asked = answered(Path.SME, {"exclusions": {"sme_products": "yes"}})

    assert rate(facts(answers=asked), TABLES).level == Level.EXCLUDED


def test_absence_from_the_compact_never_counts_for_a_small_enterprise_whatever_the_rule_says():
    tables = Tables(**vars(TABLES) | {"levels": rating_rules.read_lines(["compact_absent=high"])})

    assert rate(facts(compact=Compact.ABSENT, is_sme=True), tables).level == Level.LOW
    assert rate(facts(compact=Compact.ABSENT), tables).level == Level.HIGH


def test_empty_tables_count_for_nothing_and_it_is_said():
    empty = Tables(**vars(TABLES) | {"sectors": {}, "countries": {}})

    rating = rate(facts(sector="B", countries=("XA",)), empty)

    assert rating.level == Level.LOW
    assert {one.code for one in rating.contributions} == {"no_sector_table", "no_country_table"}


def test_every_rule_has_words_and_every_wrong_line_is_refused():
    assert {rule.key for rule in rating_rules.RULES} <= set(rating_rules.read_lines([]))
    assert "sector_high" in SENTENCES
    rating_rules.check_lines(rating_rules.DEFAULT_LINES)
    for line in ("sector_high", "x=low", "listed=low", "sector_high=excluded", "sector_high=x"):
        with pytest.raises(ValueError, match="understood"):
            rating_rules.check_lines([line])
    with pytest.raises(ValueError, match="two lines"):
        rating_rules.check_lines(["sector_high=low", "sector_high=high"])


@st.composite
def any_facts(draw):
    """Facts of all kinds at once."""
    given_answers = tuple(
        Answered(
            one.question,
            draw(st.sampled_from(["", "yes", "no"])),
            draw(st.sampled_from(["", "Words."])),
        )
        for one in draw(st.lists(st.sampled_from(ALL_CLEAN), unique=True, max_size=8))
    )
    controversies = st.builds(
        Controversy,
        st.sampled_from(Severity),
        st.sampled_from(Response),
        st.integers(0, 120),
        st.sampled_from(["A", "B"]),
    )
    findings = st.builds(Finding, st.sampled_from(CRITERION_KEYS[:3]), st.booleans())
    matches = st.builds(
        Match,
        st.sampled_from(["un", "ofac"]),
        st.sampled_from(["exclusion", "information", "status"]),
        st.sampled_from(["A", "B"]),
    )
    return Facts(
        answers=given_answers,
        findings=tuple(draw(st.lists(findings, max_size=2))),
        matches=tuple(draw(st.lists(matches, max_size=2))),
        controversies=tuple(draw(st.lists(controversies, max_size=3))),
        sector=draw(st.sampled_from([None, "A", "B", "C"])),
        countries=tuple(draw(st.lists(st.sampled_from(["XA", "XB", "KE"]), max_size=2))),
        compact=draw(st.sampled_from(Compact)),
        is_sme=draw(st.booleans()),
        money=draw(st.booleans()),
        emblem=draw(st.booleans()),
    )


MORE = (
    ("findings", Finding("excl_wildlife", True)),
    ("matches", Match("un", "exclusion", "C")),
    ("matches", Match("ofac", "information", "C")),
    ("controversies", controversy(Severity.MINOR, Response.REMEDIED)),
    ("controversies", controversy(Severity.SEVERE)),
    ("countries", "XB"),
)


@settings(max_examples=30, deadline=None)
@given(any_facts(), st.sampled_from(MORE))
def test_one_more_fact_never_lowers_the_rating(before, more):
    field, one = more
    after = Facts(**vars(before) | {field: (*getattr(before, field), one)})

    assert rate(after, TABLES).level.rank >= rate(before, TABLES).level.rank


@settings(max_examples=30, deadline=None)
@given(any_facts(), st.sampled_from(EVERY), st.booleans())
def test_a_flag_never_lowers_the_rating(before, question, explained):
    others = tuple(one for one in before.answers if one.question.key != question.key)
    quiet = Answered(question, clean(question), "Words.")
    flag = next(iter(question.flag_when), "yes")
    flagged = Answered(question, flag, "Words." if explained else "")

    lower = rate(Facts(**vars(before) | {"answers": (*others, quiet)}), TABLES)
    higher = rate(Facts(**vars(before) | {"answers": (*others, flagged)}), TABLES)

    assert higher.level.rank >= lower.level.rank


@settings(max_examples=25, deadline=None)
@given(any_facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(before, chance: random.Random):
    names = ("answers", "findings", "matches", "controversies", "countries")
    mixed = {
        name: tuple(chance.sample(getattr(before, name), len(getattr(before, name))))
        for name in names
    }

    assert rate(Facts(**vars(before) | mixed), TABLES) == rate(before, TABLES)


MEASURES = st.lists(st.builds(Measure, st.booleans(), st.booleans(), st.integers(0, 3)), max_size=5)


@given(st.sampled_from(Level), MEASURES)
def test_planned_measures_lower_by_one_step_only_finished_ones_by_more(inherent, measures):
    after = residual(inherent, measures)
    finished = sum(one.steps for one in measures if one.finished)

    assert after.rank <= inherent.rank
    assert inherent.rank - after.rank <= max(finished, 1)
    assert after == residual(inherent, measures[::-1])
    if inherent == Level.EXCLUDED or not any(one.finished or one.planned for one in measures):
        assert after == inherent
    planned_only = [Measure(False, one.planned, one.steps) for one in measures]
    assert inherent.rank - residual(inherent, planned_only).rank <= 1


@pytest.mark.parametrize(
    ("measures", "level"),
    [
        ([], Level.HIGH),
        ([Measure(False, True, 2)], Level.SUBSTANTIAL),
        ([Measure(False, True, 1), Measure(False, True, 1)], Level.SUBSTANTIAL),
        ([Measure(True, False, 1), Measure(False, True, 2)], Level.SUBSTANTIAL),
        ([Measure(True, False, 2)], Level.MODERATE),
        ([Measure(True, False, 1), Measure(True, False, 2)], Level.LOW),
        ([Measure(False, False, 2)], Level.HIGH),
    ],
)
def test_what_a_plan_brings(measures, level):
    assert residual(Level.HIGH, measures) == level
