"""Rounds of questions: ask, save answers, send them with the papers asked for."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.completeness import MissingPart
from engagement.accreditation.commands.process import (
    move,
    note_hand,
    note_on_behalf,
    take_place,
    tell_focal_points,
    tell_reviewers,
)
from engagement.accreditation.commands.submission import freeze_papers
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationState,
    AskedPaper,
    Cause,
    ClarificationQuestion,
    ClarificationRound,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.question_library import BY_KEY
from engagement.accreditation.workflow import ANSWER, ASK
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Actor, can


@dataclass(frozen=True)
class Asked:
    """A question: the key of one of the library, or the reviewer's own words."""

    library_key: str | None = None
    text: str | None = None


@command
def ask_clarification(
    application: Application,
    *,
    actor: Actor,
    questions: Sequence[Asked] = (),
    papers: Sequence[MissingPart] = (),
    key: uuid.UUID | None = None,
) -> None:
    """Ask all of a round together, numbered; the clock stops until it is answered.

    `papers` are documents with what is wrong with each: they can be changed until the answers are
    sent. RuleViolation when nothing is asked, for what cannot be asked, and when the round needs
    a justification first.
    """
    if once.take(key, actor):
        return
    move(ASK, application, actor=actor)
    if not (questions or papers) or not all(_can_be_asked(each) for each in questions):
        raise RuleViolation(_l("Choose at least one question or paper, or write your own."))
    _can_be_sent(application, papers)
    number = len(queries.rounds_of(application)) + 1
    one = ClarificationRound(
        application=application,
        number=number,
        asked_by_id=actor.id,
        asked_at=now(),
        due_on=application.due_on,
        questions=[
            ClarificationQuestion(number=position, library_key=each.library_key, text=each.text)
            for position, each in enumerate(questions, 1)
        ],
        papers=[
            AskedPaper(position=position, document=each.document, cause=each.cause, note=each.note)
            for position, each in enumerate(papers, 1)
        ],
    )
    db.session.add(one)
    take_place(application, actor)
    note_hand(application, actor, Act.ASKED)
    once.remember(key, application.id)
    record(
        "accreditation:clarification:requested",
        application,
        actor=actor,
        number=number,
        due_on=one.due_on.isoformat(),
        questions=[each.library_key or each.text for each in questions],
        papers=[
            {"document": each.document, "cause": each.cause, "note": each.note} for each in papers
        ],
    )
    reason = queries.justifications_of(application).get(number)
    tell_focal_points(
        "clarification_requested",
        application,
        round=one,
        questions=queries.questions_in_words(one),
        papers=queries.papers_in_words(one),
        justification=reason.text if reason else None,
    )


def _can_be_asked(question: Asked) -> bool:
    if question.library_key is not None:
        return question.text is None and question.library_key in BY_KEY
    return bool(question.text and question.text.strip())


def _can_be_sent(application: Application, papers: Sequence[MissingPart]) -> None:
    """Guard: papers of the track, each once; a certified copy where one is kept, and once."""
    known = {paper.key: paper for paper in queries.track_of(application).documents}
    keys = [each.document for each in papers]
    if (
        len(set(keys)) != len(keys)
        or not set(keys) <= set(known)
        or not all(isinstance(each.cause, Cause) for each in papers)
    ):
        raise RuleViolation(_l("Choose papers of this application, each once."))
    certified = {each.document for each in papers if each.cause == Cause.NOT_CERTIFIED}
    if not all(known[key].certified for key in certified):
        raise RuleViolation(_l("Of this paper no certified copy is needed. Choose another cause."))
    if certified & queries.certified_already(application):
        raise RuleViolation(
            _l("The certified copy was asked for already. It is asked for once; say what is wrong.")
        )


@command
def save_answers(
    application: Application, *, actor: Actor, answers: Mapping[int, str], version: int
) -> None:
    """Save answers by number of the question, as drafts that the office cannot see.

    Stale, carrying the round, when a colleague saved other answers meanwhile.
    """
    lock(application)
    if not can(actor, Accreditations.EDIT, application):
        raise NotAllowed(Accreditations.EDIT)
    one = queries.open_round(application)
    if application.state != ApplicationState.CLARIFICATION or one is None:
        raise RuleViolation(_l("No questions wait for an answer: they were answered meanwhile."))
    db.session.refresh(one)
    before = {question.number: question.answer for question in one.questions}
    after = {number: answers.get(number, text) for number, text in before.items()}
    if before == after:
        return
    if one.version != version:
        raise Stale(
            _l("A colleague has saved answers meanwhile. Both texts are shown below."), current=one
        )
    for question in one.questions:
        question.answer = after[question.number]
    one.version += 1
    one.saved_by_id = actor.id
    one.saved_at = now()
    record("accreditation:answers:saved", application, actor=actor, number=one.number)


@command
def answer_clarification(
    application: Application,
    *,
    actor: Actor,
    answers: Mapping[int, str],
    version: int,
    key: uuid.UUID | None = None,
) -> None:
    """Save the answers and send them all together; the review goes on.

    Papers that came with them are frozen in a snapshot of their own, so that they can be cited.
    """
    if once.take(key, actor):
        return
    if not can(actor, Accreditations.ANSWER, application):
        raise NotAllowed(Accreditations.ANSWER)
    save_answers(application, actor=actor, answers=answers, version=version)
    db.session.flush()
    one = queries.open_round(application)
    move(ANSWER, application, actor=actor)
    one.answered_at = now()
    snapshot = freeze_papers(application, actor=actor) if one.papers else None
    if snapshot is not None:
        note_hand(application, actor, Act.SUBMITTED)
    note_on_behalf(application, actor)
    once.remember(key, application.id)
    record(
        "accreditation:clarification:answered",
        application,
        actor=actor,
        number=one.number,
        answers={str(question.number): question.answer for question in one.questions},
        papers=[paper.document for paper in one.papers],
        snapshot=snapshot.number if snapshot else None,
        digest=snapshot.digest.hex() if snapshot else None,
    )
    sent = {
        "round": one,
        "questions": queries.questions_in_words(one),
        "papers": queries.papers_in_words(one),
    }
    tell_focal_points("clarification_answered", application, **sent)
    tell_reviewers("clarification_answered_notice", application, **sent)
