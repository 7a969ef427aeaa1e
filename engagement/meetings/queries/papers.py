"""Which documents a registration needs and which are there; never identity papers."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.meetings.models import (
    Category,
    CategoryKind,
    PaperKind,
    Question,
    QuestionKind,
    Registration,
    RegistrationPaper,
)
from engagement.meetings.queries.answers import asked


@dataclass(frozen=True)
class AskedPaper:
    """One document that is asked for: by the category, or by a question; `papers` are there."""

    kind: PaperKind
    question: Question | None
    required: bool
    papers: tuple[RegistrationPaper, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether it has to come and has not."""
        return self.required and not self.papers


def letter_kind(category: Category) -> PaperKind | None:
    """The letter or card that a category asks for; None where nothing is.

    Of whom the register knows nobody asks for a proof (product 5).
    """
    if not category.papers or not category.kind.by_oneself:
        return None
    return PaperKind.PRESS_CARD if category.kind is CategoryKind.MEDIA else PaperKind.LETTER


def asks_papers(category: Category) -> bool:
    """Whether anybody of a category may have to send a document."""
    return letter_kind(category) is not None or any(
        each.kind is QuestionKind.FILE and each.category_id in {None, category.id}
        for each in category.meeting.questions
    )


def asked_papers(registration: Registration) -> list[AskedPaper]:
    """What is asked for of this registration, the letter first, then by question in order."""
    wanted = []
    letter = letter_kind(registration.category)
    if letter is not None:
        wanted.append(AskedPaper(letter, None, True))
    wanted += [
        AskedPaper(PaperKind.ANSWER, question, question.required)
        for question in asked(registration.category, registration.answers)
        if question.kind is QuestionKind.FILE
    ]
    if not wanted:
        return []
    return [
        AskedPaper(each.kind, each.question, each.required, _there(registration, each))
        for each in wanted
    ]


def refuse_missing_papers(registration: Registration) -> None:
    """RuleViolation as long as a document is missing, for who registers alone.

    Whoever nominates has nothing of the nominee's; the nominee is asked on the registration's page.
    """
    if registration.nominated_by_id is None and any(
        each.is_missing for each in asked_papers(registration)
    ):
        raise RuleViolation(
            _l("Add the documents that are asked for. What you wrote is kept as a draft.")
        )


def waits_for_papers(registration: Registration) -> bool:
    """Whether who was nominated still has to send a document that is required."""
    return registration.nominated_by_id is not None and any(
        each.is_missing for each in asked_papers(registration)
    )


def get_paper(registration_paper_id: uuid.UUID) -> RegistrationPaper | None:
    """A paper by its id."""
    return db.session.get(RegistrationPaper, registration_paper_id)


def _there(registration, wanted):
    question_id = wanted.question.id if wanted.question else None
    return tuple(
        paper
        for paper in registration.papers
        if paper.kind is wanted.kind and paper.question_id == question_id
    )
