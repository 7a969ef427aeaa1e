"""The thread of a case, the notes of staff, and which threads wait for the office."""

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, joinedload

from engagement.accreditation.models import Application, CaseMessage, InternalNote
from engagement.core.db import db


def messages_of(application: Application) -> list[CaseMessage]:
    """The thread of a case, latest first."""
    return db.session.scalars(
        select(CaseMessage)
        .filter_by(application_id=application.id)
        .options(joinedload(CaseMessage.author))
        .order_by(CaseMessage.sent_at.desc(), CaseMessage.id)
    ).all()


def notes_of(application: Application) -> list[InternalNote]:
    """What staff noted on a case, latest first; for staff pages alone."""
    return db.session.scalars(
        select(InternalNote)
        .filter_by(application_id=application.id)
        .options(joinedload(InternalNote.author))
        .order_by(InternalNote.written_at.desc(), InternalNote.id)
    ).all()


def waits_for_an_answer():
    """The condition of cases whose applicant wrote last."""
    later = aliased(CaseMessage, name="later")
    answered = exists().where(
        later.application_id == CaseMessage.application_id,
        later.from_office,
        later.sent_at >= CaseMessage.sent_at,
    )
    return exists().where(
        CaseMessage.application_id == Application.id, ~CaseMessage.from_office, ~answered
    )
