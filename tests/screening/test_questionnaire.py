"""The questionnaire holds together: keys, details, what small enterprises are asked."""

from engagement.screening import questionnaire
from engagement.screening.questionnaire import (
    ALL,
    BY_KEY,
    CRITERION_KEYS,
    Kind,
    Part,
    Path,
    WeightClass,
    answered,
)


def test_every_question_has_a_key_of_its_own_and_no_details_key_is_a_question():
    assert len(BY_KEY) == len(ALL)
    assert not BY_KEY.keys() & {question.details_key for question in ALL}


def test_only_answers_that_can_be_given_raise_flags_or_ask_for_details():
    for question in ALL:
        possible = {"yes", "no"} if question.kind in (Kind.YES_NO, Kind.YES_NO_NA) else set()
        assert question.flag_when | question.details_when <= possible, question.key
        assert bool(question.flag_when) == (question.weight is not WeightClass.NONE), question.key


def test_small_enterprises_are_asked_at_most_twelve_questions_that_cover_all_criteria():
    asked = questionnaire.questions(Path.SME)

    assert len(asked) <= 12
    covered = [key for question in asked for key in question.criteria]
    assert sorted(covered) == sorted(CRITERION_KEYS)


def test_others_are_asked_each_criterion_by_itself():
    asked = questionnaire.questions(Path.STANDARD, Part.EXCLUSIONS)

    assert tuple(question.key for question in asked) == CRITERION_KEYS


def test_answers_are_read_from_the_section_that_stores_them():
    given = {"disclosures": {"con_matter": "yes", "con_matter_details": " "}, "ethics": {}}

    by_key = {one.question.key: one for one in answered(Path.SME, given)}

    assert by_key["con_matter"].is_flag
    assert not by_key["con_matter"].explained
    assert by_key["eth_workers"].answer == ""
    assert not by_key["eth_workers"].is_flag
