"""Questions that a meeting asks of those who register: added, changed, moved, removed."""

import string
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from engagement.core import once
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.settling import settle_later
from engagement.meetings.models import Meeting, Question, QuestionKind
from engagement.meetings.queries.setting_up import is_answered

CONDITIONS = (QuestionKind.YES_NO, QuestionKind.CHOICE)
"""Kinds of questions on whose answers a later one can hang."""
MOST_CHOICES = len(string.ascii_lowercase)


@dataclass(frozen=True)
class QuestionData:
    """A question; `choices` are texts by language, in order."""

    kind: QuestionKind
    text: dict[str, str]
    hint: dict[str, str] = field(default_factory=dict)
    choices: Sequence[dict[str, str]] = ()
    required: bool = False
    category_id: uuid.UUID | None = None
    show_if_id: uuid.UUID | None = None
    show_value: str | None = None


@command
def add_question(
    meeting: Meeting, data: QuestionData, *, actor: Actor, key: uuid.UUID | None = None
) -> Question:
    """A question more, after all others."""
    begin(meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(Question, earlier.result_id)
    question = Question(position=len(meeting.questions), choices=[])
    _renumber(meeting.questions)
    _write(question, data, meeting)
    meeting.questions.append(question)
    db.session.flush()
    once.remember(key, question.id)
    finish("question:added", question, meeting, actor, kind=data.kind.value, text=data.text)
    return question


@command
def change_question(question: Question, data: QuestionData, *, actor: Actor) -> None:
    """Correct a question. RuleViolation for another kind, or a choice taken out, once answered.

    Whom a required one alone had held up is settled soon after, if it asks for less now.
    """
    meeting = question.meeting
    begin(meeting, actor)
    if data.kind is not question.kind and is_answered(question):
        raise RuleViolation(
            _l("People have answered this question, so it keeps its kind. Add another one.")
        )
    was_required, before = question.required, {each["key"] for each in question.choices}
    _write(question, data, meeting)
    gone = before - {each["key"] for each in question.choices}
    if any(is_answered(question, value) for value in gone):
        raise RuleViolation(_l("People have chosen an answer that is missing now: keep it."))
    _refuse_lost_conditions(question, meeting)
    if was_required:
        settle_later(meeting)
    db.session.flush()
    finish("question:changed", question, meeting, actor, kind=data.kind.value, text=data.text)


@command
def move_question(question: Question, *, actor: Actor, up: bool) -> None:
    """One place up or down; at the ends nothing changes.

    RuleViolation when a question would come before the one that it hangs on.
    """
    meeting = question.meeting
    begin(meeting, actor)
    order = list(meeting.questions)
    place = order.index(question)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    later = order[max(place, other)] if 0 <= other < len(order) else question
    earlier = order[min(place, other)] if 0 <= other < len(order) else question
    if earlier.show_if_id == later.id:
        raise RuleViolation(_l("A question stays after the one whose answer it hangs on."))
    _renumber(order)
    db.session.flush()
    db.session.expire(meeting, ["questions"])
    finish("question:moved", question, meeting, actor, position=question.position)


@command
def remove_question(question: Question, *, actor: Actor) -> None:
    """Take a question out that nobody has answered and no other hangs on."""
    meeting = question.meeting
    begin(meeting, actor)
    if is_answered(question):
        raise RuleViolation(_l("People have answered this question, so it stays."))
    if any(each.show_if_id == question.id for each in meeting.questions):
        raise RuleViolation(_l("Another question hangs on this one. Change or remove it first."))
    finish("question:removed", question, meeting, actor, text=question.text)
    if question.required:
        settle_later(meeting)
    meeting.questions.remove(question)
    db.session.delete(question)
    db.session.flush()
    _renumber(meeting.questions)


def _write(question, data, meeting):
    _refuse_unfit(data, meeting)
    _refuse_unfit_condition(question, data, meeting)
    question.kind, question.text, question.hint = data.kind, data.text, data.hint
    question.required, question.category_id = data.required, data.category_id
    question.show_if_id, question.show_value = data.show_if_id, data.show_value
    question.choices = _keyed(data.choices, question.choices)


def _keyed(texts, before):
    """Choices with keys: one that has a text in common with an earlier one keeps its key."""
    left = list(before)
    chosen = []
    for text in texts:
        same = next((one for one in left if one["text"].items() & text.items()), None)
        if same is not None:
            left.remove(same)
        chosen.append([same["key"] if same else None, text])
    used = {one["key"] for one in before}
    free = (letter for letter in string.ascii_lowercase if letter not in used)
    again = iter(sorted(used - {key for key, _text in chosen}))
    return [{"key": key or next(free, None) or next(again), "text": text} for key, text in chosen]


def _refuse_unfit(data, meeting):
    if not data.text:
        raise RuleViolation(_l("Write the question in at least one language."))
    if data.kind is QuestionKind.CHOICE and len(data.choices) < 2:
        raise RuleViolation(_l("Give at least two choices, each on a line of its own."))
    if data.kind is not QuestionKind.CHOICE and data.choices:
        raise RuleViolation(_l("Only a question answered by a choice has choices."))
    if len(data.choices) > MOST_CHOICES:
        raise RuleViolation(_l("Give at most %(count)d choices.", count=MOST_CHOICES))
    if data.category_id and data.category_id not in {each.id for each in meeting.categories}:
        raise RuleViolation(_l("Choose a category of this meeting."))


def _refuse_unfit_condition(question, data, meeting):
    if data.show_if_id is None:
        return
    other = next((each for each in meeting.questions if each.id == data.show_if_id), None)
    if other is None or other is question or other.position >= question.position:
        raise RuleViolation(_l("A question can hang on the answer to an earlier one only."))
    if other.kind not in CONDITIONS or data.show_value not in values(other):
        raise RuleViolation(_l("Choose an answer of a question by yes or no, or by a choice."))
    if other.category_id not in {None, data.category_id}:
        raise RuleViolation(_l("The question it hangs on is asked in another category."))


def _refuse_lost_conditions(question, meeting):
    hanging = [each for each in meeting.questions if each.show_if_id == question.id]
    if any(each.show_value not in values(question) for each in hanging) or any(
        question.category_id not in {None, each.category_id} for each in hanging
    ):
        raise RuleViolation(
            _l("Another question hangs on an answer that would be missing. Change it first.")
        )


def values(question: Question) -> list[str]:
    """The values that an answer can have on which another question hangs."""
    if question.kind is QuestionKind.YES_NO:
        return ["yes", "no"]
    return [each["key"] for each in question.choices] if question.kind in CONDITIONS else []


def _renumber(questions):
    for position, each in enumerate(questions):
        each.position = position
