"""The right of reply: what waits for an answer, what a company may read of it."""

import uuid
from datetime import timedelta

from sqlalchemy import Select, false, select
from sqlalchemy.orm import selectinload

from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.mail.models import Message, MessageState
from engagement.screening import settings
from engagement.screening.models import CasePaper, CaseReply, ScreeningCase


def asked_of(actor: Actor) -> Select:
    """Allegations put to the organizations that this person leads."""
    if not actor.leads:
        return select(CaseReply).where(false())
    return (
        select(CaseReply)
        .join(CaseReply.case)
        .where(ScreeningCase.organization_id.in_(actor.leads))
        .order_by(CaseReply.asked_at.desc())
    )


def listed(actor: Actor) -> list[CaseReply]:
    """The same as rows, the latest first."""
    return db.session.scalars(asked_of(actor)).unique().all()


def waiting(actor: Actor) -> list[CaseReply]:
    """What waits for an answer of those that this person leads, the most urgent first."""
    if not actor.leads:
        return []
    asked = asked_of(actor).where(CaseReply.answered_at.is_(None), CaseReply.ended_at.is_(None))
    return db.session.scalars(asked.order_by(None).order_by(CaseReply.due_on, CaseReply.id)).all()


def letter_of(reply: CaseReply) -> Message | None:
    """The letter that staff print and post where nobody leads the organization."""
    return db.session.scalars(
        select(Message)
        .where(
            Message.about_type == CaseReply.__tablename__,
            Message.about_id == reply.id,
            Message.state.in_([MessageState.TO_POST, MessageState.POSTED]),
        )
        .order_by(Message.created_at.desc())
        .limit(1)
    ).first()


def get_reply(reply_id: uuid.UUID) -> CaseReply | None:
    """A right of reply by its id."""
    return db.session.get(CaseReply, reply_id)


def replies_of(case: ScreeningCase) -> list[CaseReply]:
    """Every time the company was heard in a case, first to last."""
    return db.session.scalars(
        select(CaseReply)
        .where(CaseReply.case_id == case.id)
        .options(selectinload(CaseReply.asked_by), selectinload(CaseReply.answered_by))
        .order_by(CaseReply.asked_at)
    ).all()


def open_reply(case: ScreeningCase) -> CaseReply | None:
    """The allegation that waits for an answer."""
    return next((each for each in replies_of(case) if each.waits), None)


def was_heard(case: ScreeningCase) -> bool:
    """Whether the company answered, or its time to answer has ended, since the case was opened."""
    since = heard_from(case)
    return any(not each.waits and each.asked_at >= since for each in replies_of(case))


def heard_from(case: ScreeningCase):
    """From when a hearing counts: a case that was opened again needs a new one."""
    return case.reopened_at or case.opened_at


def papers_shown(reply: CaseReply) -> list[CasePaper]:
    """Files that the company sees: those the officer chose, and its own."""
    return db.session.scalars(
        select(CasePaper)
        .where(CasePaper.reply_id == reply.id, CasePaper.for_company)
        .order_by(CasePaper.added_at, CasePaper.id)
    ).all()


def to_remind() -> list[CaseReply]:
    """Open ones whose last days have begun and whose company was not reminded."""
    until = today() + timedelta(days=settings.reply_reminder_days())
    return db.session.scalars(
        _waiting().where(CaseReply.reminded_at.is_(None), CaseReply.due_on <= until)
    ).all()


def over() -> list[CaseReply]:
    """Open ones whose last day has ended."""
    return db.session.scalars(_waiting().where(CaseReply.due_on < today())).all()


def _waiting() -> Select:
    return (
        select(CaseReply)
        .where(CaseReply.answered_at.is_(None), CaseReply.ended_at.is_(None))
        .order_by(CaseReply.due_on, CaseReply.id)
    )
