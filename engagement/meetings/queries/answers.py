"""Answers to a meeting's own questions: which are asked of whom, which are missing."""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.meetings.models import Category, Question, QuestionKind, Registration


def asked(category: Category, answers: dict[str, str]) -> list[Question]:
    """The questions of a category that are asked of whoever gave these answers, in order.

    A question that hangs on one that is not asked is not asked either.
    """
    shown: list[Question] = []
    for question in category.meeting.questions:
        ids = {str(each.id) for each in shown}
        given = {key: answer for key, answer in answers.items() if key in ids}
        if question.asked_of(category, given):
            shown.append(question)
    return shown


def kept_answers(category: Category, answers: dict[str, str]) -> dict[str, str]:
    """Those of the answers that belong to a question that is asked, as far as they can be.

    Documents are no answers here: they are papers of the registration.
    """
    kept = {}
    for question in asked(category, answers):
        answer = answers.get(str(question.id))
        if answer and question.kind is not QuestionKind.FILE and _can_be(question, answer):
            kept[str(question.id)] = answer
    return kept


def missing(registration: Registration) -> list[Question]:
    """Required questions that have no answer yet; documents are `queries/papers.py`'s matter."""
    return [
        question
        for question in asked(registration.category, registration.answers)
        if question.required
        and question.kind is not QuestionKind.FILE
        and str(question.id) not in registration.answers
    ]


def refuse_missing_answers(registration: Registration) -> None:
    """RuleViolation as long as a required question has no answer."""
    if missing(registration):
        raise RuleViolation(
            _l("Answer all questions that are asked. What you wrote is kept as a draft.")
        )


def _can_be(question, answer):
    if question.kind is QuestionKind.YES_NO:
        return answer in {"yes", "no"}
    if question.kind is QuestionKind.CHOICE:
        return answer in {choice["key"] for choice in question.choices}
    return True
