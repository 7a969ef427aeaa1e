"""Screening cases: which a person may see, by lane; one by its id or by what it is for."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import selectinload

from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.text import Labelled
from engagement.screening.models import (
    CaseHand,
    CaseRating,
    CaseState,
    ScreeningCase,
)
from engagement.screening.permissions.risk import COMMITTEE, DESK, UNIT


class Lane(Labelled):
    """A part of the list of cases: whose turn it is. For whom a rated one waits: `deciding`."""

    FOR_YOU = "for-you", _l("Wait for you")
    TO_ASSESS = "to-assess", _l("To assess")
    WITH_COMPANY = "with-company", _l("With the company")
    TO_DECIDE = "to-decide", _l("To decide")
    STOPPED = "stopped", _l("Stopped")
    OVER = "over", _l("Decided or closed")


STATES: dict[Lane, tuple[CaseState, ...]] = {
    Lane.TO_ASSESS: (CaseState.OPEN, CaseState.ASSESSED, CaseState.REPLIED),
    Lane.WITH_COMPANY: (CaseState.ASKED,),
    Lane.TO_DECIDE: (CaseState.RATED,),
    Lane.STOPPED: (CaseState.STOPPED,),
    Lane.OVER: (CaseState.DECIDED, CaseState.CLOSED),
}
NOT_OVER = tuple(state for state in CaseState if state not in STATES[Lane.OVER])


def visible_to(actor: Actor) -> Select:
    """Cases this person may see. Every list, count and export starts here."""
    return select(ScreeningCase).where(seen_by(actor))


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The condition of `Cases.VIEW` on a case, as SQL."""
    if not actor.roles:
        return false()
    may = []
    if not actor.roles.isdisjoint(DESK):
        may.append(true())
    if not actor.roles.isdisjoint(COMMITTEE):
        may.append(ScreeningCase.for_committee_at.is_not(None))
    if Role.AUDITOR in actor.roles:
        may.append(
            true()
            if actor.audited.is_open
            else subjects.happened_in(ScreeningCase.opened_at, actor.audited)
        )
    if not may:
        return false()
    return and_(or_(*may), ScreeningCase.organization_id.not_in(actor.conflicts))


def in_lane(actor: Actor, lane: Lane) -> Select:
    """The cases of a lane that this person may see; `FOR_YOU` is `deciding.waiting_for`."""
    return visible_to(actor).where(ScreeningCase.state.in_(STATES[lane]))


def lane_counts(actor: Actor) -> dict[Lane, int]:
    """How many cases stand in each lane of states, of those this person may see: one query."""
    rows = db.session.execute(
        visible_to(actor)
        .with_only_columns(ScreeningCase.state, func.count(), maintain_column_froms=True)
        .group_by(ScreeningCase.state)
    ).all()
    found = {state: count for state, count in rows}
    return {lane: sum(found.get(state, 0) for state in of) for lane, of in STATES.items()}


def get_case(case_id: uuid.UUID) -> ScreeningCase | None:
    """A case by its id."""
    return db.session.get(ScreeningCase, case_id)


def get_rating(rating_id: uuid.UUID) -> CaseRating | None:
    """A rating of the history by its id."""
    return db.session.get(CaseRating, rating_id)


def latest_for(subject_type: str, subject_id: uuid.UUID) -> ScreeningCase | None:
    """The last case opened for an application or a partnership: what its feature asks for."""
    return db.session.scalars(
        select(ScreeningCase)
        .where(ScreeningCase.subject_type == subject_type, ScreeningCase.subject_id == subject_id)
        .order_by(ScreeningCase.opened_at.desc(), ScreeningCase.id)
        .limit(1)
    ).first()


def open_of_organization(organization_id: uuid.UUID) -> list[ScreeningCase]:
    """Its cases that are not over."""
    return db.session.scalars(
        select(ScreeningCase)
        .where(ScreeningCase.organization_id == organization_id, ScreeningCase.state.in_(NOT_OVER))
        .order_by(ScreeningCase.opened_at)
    ).all()


def last_of_organization(organization_id: uuid.UUID) -> ScreeningCase | None:
    """Its case that was opened last."""
    return db.session.scalars(
        select(ScreeningCase)
        .where(ScreeningCase.organization_id == organization_id)
        .order_by(ScreeningCase.opened_at.desc(), ScreeningCase.id)
        .limit(1)
    ).first()


def took_part(case: ScreeningCase, person_id: uuid.UUID | None) -> bool:
    """Whether this person has a hand in the case, and so cannot decide."""
    return any(hand.person_id == person_id for hand in case.hands)


def hands_of(case: ScreeningCase) -> list[CaseHand]:
    """Who took part, first to last, with their names."""
    return db.session.scalars(
        select(CaseHand)
        .where(CaseHand.case_id == case.id)
        .options(selectinload(CaseHand.person))
        .order_by(CaseHand.since, CaseHand.act)
    ).all()


def pending_rating(case: ScreeningCase) -> CaseRating | None:
    """The lower rating that waits for a second person."""
    return next((rating for rating in case.ratings if rating.pending), None)


def rating_in_force(case: ScreeningCase) -> CaseRating | None:
    """The last rating that holds: raised, computed, or lowered and confirmed."""
    held = [each for each in case.ratings if not each.pending and each.confirmed is not False]
    return held[-1] if held else None


def work_count(actor: Actor) -> int:
    """How many cases wait for this person's unit to gather facts and to rate."""
    return 0 if actor.roles.isdisjoint(UNIT) else count_of(in_lane(actor, Lane.TO_ASSESS))


def count_of(statement: Select) -> int:
    """How many cases a list of them holds."""
    return db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True))
