"""Registrations: one's own, those of a desk, the place in line."""

import uuid
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload, lazyload, selectinload, with_expression

from engagement.core.db import ask, db
from engagement.core.permissions import Actor, Role
from engagement.core.subjects import happened_in
from engagement.meetings.models import (
    ENDED,
    MINORS,
    Category,
    CategoryKind,
    ChangeRequest,
    DelegationFunction,
    Meeting,
    Registration,
    RegistrationState,
)
from engagement.meetings.permissions import PROTOCOL_KINDS
from engagement.meetings.queries.history import past_of
from engagement.meetings.queries.quotas import holds_place

PROTOCOL_ORDER = {None: len(DelegationFunction)} | {
    function: place for place, function in enumerate(DelegationFunction)
}
BY_ORGANIZATION = [kind for kind in CategoryKind if kind.by_organization]
BY_STATE = [kind for kind in CategoryKind if kind.by_state]


def visible_to(actor: Actor) -> Select:
    """Registrations this person may see: the same rule as `Registrations.VIEW`."""
    return select(Registration).join(Registration.category).where(or_(_own(actor), _desk(actor)))


def handled_by(actor: Actor) -> Select:
    """Registrations this person reads as staff: each list, count and export begins here."""
    return select(Registration).join(Registration.category).where(_desk(actor))


def _own(actor):
    return or_(
        Registration.person_id == actor.id if actor.id else false(),
        and_(Category.kind.in_(BY_ORGANIZATION), Registration.organization_id.in_(actor.leads)),
        and_(Category.kind.in_(BY_STATE), Registration.country.in_(actor.administers)),
    )


def _desk(actor):
    rules = []
    if Role.MEETING_OFFICER in actor.roles:
        return without_conflict(actor)
    if Role.PROTOCOL_OFFICER in actor.roles:
        rules.append(Category.kind.in_(PROTOCOL_KINDS))
    if Role.SAFEGUARDING_OFFICER in actor.roles:
        rules.append(Registration.age_band.in_(MINORS))
    if Role.AUDITOR in actor.roles:
        rules.append(
            _everything()
            if actor.audited.is_open
            else happened_in(Registration.submitted_at, actor.audited)
        )
    return and_(or_(*rules), without_conflict(actor)) if rules else false()


def _everything():
    return Registration.id.is_not(None)


def without_conflict(actor: Actor) -> ColumnElement[bool]:
    """That no conflict of interest keeps a registration's organization from this person."""
    if not actor.conflicts:
        return _everything()
    return or_(
        Registration.organization_id.is_(None),
        Registration.organization_id.not_in(actor.conflicts),
    )


def get_registration(registration_id: uuid.UUID) -> Registration | None:
    """A registration by its id."""
    return db.session.get(Registration, registration_id)


WAITS = (
    Registration.state == RegistrationState.WAITING,
    Registration.offered_until.is_(None),
    Registration.rank.is_not(None),
)
"""That somebody stands in a line: waits, is offered nothing, and no lot is still to be drawn."""
ANOTHER = aliased(Registration)


def ahead_of(category_id: ColumnElement[uuid.UUID], rank: ColumnElement[int]) -> ScalarSelect[int]:
    """How many wait before a place in line of a category, to be put into any query."""
    return (
        select(func.count())
        .where(
            ANOTHER.category_id == category_id,
            ANOTHER.state == RegistrationState.WAITING,
            ANOTHER.offered_until.is_(None),
            ANOTHER.rank < rank,
        )
        .scalar_subquery()
    )


WHOLE = (
    select(Registration)
    .where(Registration.id == bindparam("registration_id"))
    .options(
        joinedload(Registration.meeting).joinedload(Meeting.questions),
        joinedload(Registration.changes),
        lazyload(Registration.organization),  # of thousands who register themselves nobody has one
        with_expression(Registration.ahead, ahead_of(Registration.category_id, Registration.rank)),
        with_expression(Registration.past, past_of(Registration.id)),
    )
)


def get_whole_registration(registration_id: uuid.UUID) -> Registration | None:
    """A registration with all that its page tells of, in one statement."""
    found = db.session.scalars(WHOLE, {"registration_id": registration_id})
    return found.unique().one_or_none()


def is_registered(meeting: Meeting, email_key: str) -> bool:
    """Whether somebody with this address has a registration that has not ended."""
    found = select(Registration.id).where(
        Registration.meeting_id == meeting.id,
        Registration.email_key == email_key,
        Registration.state.not_in(ENDED),
    )
    return db.session.scalar(found) is not None


def of_person(actor: Actor) -> list[Registration]:
    """All registrations of a person, of the meeting that begins last first."""
    return list(
        db.session.scalars(
            select(Registration)
            .join(Registration.meeting)
            .where(Registration.person_id == actor.id)
            .order_by(Meeting.starts_at.desc(), Registration.created_at.desc())
            .options(selectinload(Registration.changes))
        )
    )


def of_organization(meeting: Meeting, organization_id: uuid.UUID) -> list[Registration]:
    """An organization's registrations for a meeting in order of acceptance, ended ones last."""
    return _in_order(
        meeting,
        Registration.organization_id == organization_id,
        Category.kind.in_(BY_ORGANIZATION),
    )


def of_state(meeting: Meeting, country: str) -> list[Registration]:
    """A State's delegation in the order of protocol, then of acceptance."""
    found = _in_order(meeting, Registration.country == country, Category.kind.in_(BY_STATE))
    return sorted(found, key=lambda one: (not one.is_open, PROTOCOL_ORDER[one.function]))


def _in_order(meeting, *conditions):
    return list(
        db.session.scalars(
            select(Registration)
            .join(Registration.category)
            .where(Registration.meeting_id == meeting.registers_at.id, *conditions)
            .order_by(Registration.state.in_(ENDED), Registration.number, Registration.created_at)
            .options(selectinload(Registration.papers))
        )
    )


def waiting(category: Category) -> Select:
    """Who waits in a category and is offered nothing, first in line first."""
    return (
        select(Registration)
        .where(
            Registration.category_id == category.id,
            Registration.state == RegistrationState.WAITING,
            Registration.offered_until.is_(None),
        )
        .order_by(Registration.rank, Registration.id)
    )


AHEAD_OF = select(ahead_of(bindparam("category_id"), bindparam("rank")))


def position(registration: Registration) -> int | None:
    """The place in line, from 1; None for who does not wait, and before lots are drawn."""
    if registration.state is not RegistrationState.WAITING or registration.rank is None:
        return None
    if registration.offered_until is not None:
        return None
    if registration.ahead is not None:
        return registration.ahead + 1
    place = {"category_id": registration.category_id, "rank": registration.rank}
    return ask(AHEAD_OF, place).scalar_one() + 1


def positions(registrations: Sequence[Registration]) -> dict[uuid.UUID, int]:
    """The `position` of each of some registrations that has one, by id; one query."""
    in_line = [
        each for each in registrations if each.state is RegistrationState.WAITING and each.rank
    ]
    if not in_line:
        return {}
    line = (
        select(
            Registration.id,
            func.row_number()
            .over(partition_by=Registration.category_id, order_by=Registration.rank)
            .label("place"),
        )
        .where(
            Registration.category_id.in_({each.category_id for each in in_line}),
            *WAITS,
        )
        .subquery()
    )
    rows = select(line.c.id, line.c.place).where(line.c.id.in_([each.id for each in in_line]))
    return {key: place for key, place in db.session.execute(rows)}


def taken_of(organization_id: uuid.UUID, meeting: Meeting) -> int:
    """How many places of a meeting an organization holds."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Registration.meeting_id == meeting.registers_at.id,
                Registration.organization_id == organization_id,
                holds_place(),
            )
        )
        or 0
    )


def get_change(change_request_id: uuid.UUID) -> ChangeRequest | None:
    """A request for change by its id."""
    return db.session.get(ChangeRequest, change_request_id)
