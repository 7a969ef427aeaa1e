"""The questionnaire for companies: ethics, disclosures, exclusion criteria, interest in the matter.

A pure table; forms are built from it, the rating reads the answers (`rating`). Base: the UN
questionnaire of 20 March 2012, exclusion criteria of the UN guidelines of 2015 and of UNDP. The
words are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engagement.screening.questionnaire.disclosures import DISCLOSURES, INTERESTS
from engagement.screening.questionnaire.ethics import QUESTIONS
from engagement.screening.questionnaire.exclusions import CRITERIA, OF_SMALL_ENTERPRISES
from engagement.screening.questionnaire.question import (
    NA,
    NO,
    YES,
    Kind,
    Part,
    Path,
    Question,
    WeightClass,
)

ALL: tuple[Question, ...] = (
    *QUESTIONS,
    *DISCLOSURES,
    *CRITERIA,
    *OF_SMALL_ENTERPRISES,
    *INTERESTS,
)
BY_KEY: dict[str, Question] = {question.key: question for question in ALL}
CRITERION_KEYS: tuple[str, ...] = tuple(question.key for question in CRITERIA)
"""Exclusion criteria; questions of the SME path stand for some of them (`Question.criteria`)."""


@dataclass(frozen=True)
class Answered:
    """How one question was answered; `answer` is "" while it was not."""

    question: Question
    answer: str
    details: str

    @property
    def is_flag(self) -> bool:
        """Whether the answer raises a flag."""
        return self.answer in self.question.flag_when

    @property
    def explained(self) -> bool:
        """Whether the answer came with the details that it asks for."""
        return self.answer not in self.question.details_when or bool(self.details.strip())


def questions(path: Path, section: Part | None = None) -> tuple[Question, ...]:
    """What is asked on a path, of one part or of all, in order."""
    return tuple(
        question
        for question in ALL
        if path in question.paths and section in (None, question.section)
    )


def answered(path: Path, answers: Mapping[str, Mapping[str, object]]) -> tuple[Answered, ...]:
    """Every question of a path with its answer; `answers` are those of the profile, by section."""
    return tuple(
        Answered(question, _text(given.get(question.key)), _text(given.get(question.details_key)))
        for question in questions(path)
        for given in [answers.get(question.stored_in) or {}]
    )


def _text(value):
    return "" if value is None else str(value)


__all__ = [
    "ALL",
    "BY_KEY",
    "CRITERIA",
    "CRITERION_KEYS",
    "NA",
    "NO",
    "YES",
    "Answered",
    "Kind",
    "Part",
    "Path",
    "Question",
    "WeightClass",
    "answered",
    "questions",
]
