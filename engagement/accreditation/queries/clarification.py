"""Rounds of questions: which there were, whether one more may be asked, what waits for answers."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from engagement.accreditation import settings
from engagement.accreditation.models import (
    Application,
    AskedPaper,
    Cause,
    ClarificationQuestion,
    ClarificationRound,
    RoundJustification,
    RoundRequest,
)
from engagement.accreditation.queries.applications import track_of
from engagement.accreditation.question_library import BY_KEY
from engagement.core.db import db


def rounds_of(application: Application) -> list[ClarificationRound]:
    """All rounds with their questions, first to last."""
    return db.session.scalars(
        select(ClarificationRound)
        .filter_by(application_id=application.id)
        .options(
            selectinload(ClarificationRound.questions),
            selectinload(ClarificationRound.papers),
            joinedload(ClarificationRound.asked_by),
        )
        .order_by(ClarificationRound.number)
    ).all()


def open_round(application: Application) -> ClarificationRound | None:
    """The round that waits for answers, or None."""
    return db.session.scalars(
        select(ClarificationRound).filter_by(application_id=application.id, answered_at=None)
    ).first()


def answered_questions(application: Application) -> frozenset[tuple[int, int]]:
    """Which questions have answers that were sent, as (round, question): what can be cited."""
    rows = db.session.execute(
        select(ClarificationRound.number, ClarificationQuestion.number)
        .join(ClarificationQuestion.round)
        .where(
            ClarificationRound.application_id == application.id,
            ClarificationRound.answered_at.is_not(None),
        )
        .order_by(ClarificationRound.number, ClarificationQuestion.number)
    )
    return frozenset((one, question) for one, question in rows)


def justifications_of(application: Application) -> dict[int, RoundJustification]:
    """Why further rounds were allowed, by number of the round."""
    rows = db.session.scalars(select(RoundJustification).filter_by(application_id=application.id))
    return {row.number: row for row in rows}


def needs_justification(application: Application) -> bool:
    """Whether the next round is one too many, and the head of unit has not said why."""
    following = len(rounds_of(application)) + 1
    if following <= settings.clarification_rounds():
        return False
    return following not in justifications_of(application)


def round_request(application: Application) -> RoundRequest | None:
    """What a reviewer asked the head of unit for, while that waits for a justification."""
    following = len(rounds_of(application)) + 1
    if not needs_justification(application):
        return None
    return db.session.scalars(
        select(RoundRequest).filter_by(application_id=application.id, number=following)
    ).first()


def question_text(question: ClarificationQuestion):
    """The words of a question: lazy ones of the library, or those of the reviewer."""
    if question.library_key is None:
        return question.text
    return BY_KEY[question.library_key].text


def rounds_in_words(application: Application) -> list[dict]:
    """Each round with its justification (or None), its questions and the papers it asked for."""
    reasons = justifications_of(application)
    return [
        {
            "round": one,
            "justification": reasons[one.number].text if one.number in reasons else None,
            "questions": questions_in_words(one),
            "papers": papers_in_words(one),
        }
        for one in rounds_of(application)
    ]


def questions_in_words(one: ClarificationRound) -> list[dict]:
    """Questions of a round: number, lazy text, whether in somebody's own words, the answer."""
    return [
        {
            "number": question.number,
            "text": question_text(question),
            "own": question.library_key is None,
            "answer": question.answer,
        }
        for question in one.questions
    ]


def papers_in_words(one: ClarificationRound) -> list[dict]:
    """Papers a round asks for: the row, its lazy title, the lazy words of the cause, the note."""
    titles = {paper.key: paper.title for paper in track_of(one.application).documents}
    return [
        {
            "part": paper,
            "title": titles.get(paper.document, paper.document),
            "file": paper.file,
            "cause": paper.cause.label,
            "note": paper.note,
        }
        for paper in one.papers
    ]


def certified_already(application: Application) -> frozenset[str]:
    """Keys of the papers whose certified copy was asked for: that is done once (product 3.1)."""
    return frozenset(
        db.session.scalars(
            select(AskedPaper.document)
            .join(AskedPaper.round)
            .where(
                ClarificationRound.application_id == application.id,
                AskedPaper.cause == Cause.NOT_CERTIFIED,
            )
        )
    )
