"""What is known of the governing bodies."""

import uuid
from datetime import date

from sqlalchemy import Select, func, or_, select

from engagement.bodies.models import Body, BodyDecision, BodyKey, BureauMember, Meeting
from engagement.core.db import db


def get_body(body: str) -> Body | None:
    """What is written of a body, or an unsaved row while nothing is; None for no body's word."""
    if body not in set(BodyKey):
        return None
    kept = db.session.scalars(select(Body).filter_by(key=BodyKey(body))).first()
    return kept or Body(key=BodyKey(body), mandate={})


def bureau(key: BodyKey, day: date) -> list[BureauMember]:
    """Who sits in the bureau on a day, in the order of functions."""
    found = db.session.scalars(
        select(BureauMember).where(
            BureauMember.body == key,
            BureauMember.removed_at.is_(None),
            BureauMember.from_day <= day,
            or_(BureauMember.to_day.is_(None), BureauMember.to_day >= day),
        )
    ).all()
    order = list(type(found[0].function)) if found else []
    return sorted(found, key=lambda one: (order.index(one.function), one.from_day, one.name))


def seats(key: BodyKey) -> Select:
    """All seats in the bureau, ended and to come as well, to be paged by first day and id."""
    columns = (BureauMember.from_day, BureauMember.id, BureauMember)
    return select(*columns).where(BureauMember.body == key, BureauMember.removed_at.is_(None))


def meetings(key: BodyKey) -> Select:
    """Meetings of a body, to be paged by first day and id."""
    return select(Meeting.from_day, Meeting.id, Meeting).where(
        Meeting.body == key, Meeting.removed_at.is_(None)
    )


def latest_meetings(key: BodyKey, limit: int) -> list[Meeting]:
    """The meetings that come or came last, latest first."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.body == key, Meeting.removed_at.is_(None))
        .order_by(Meeting.from_day.desc(), Meeting.id)
        .limit(limit)
    ).all()


def latest_decisions(key: BodyKey, limit: int) -> list[BodyDecision]:
    """The decisions taken last, latest first."""
    return db.session.scalars(
        select(BodyDecision)
        .where(BodyDecision.body == key, BodyDecision.removed_at.is_(None))
        .order_by(BodyDecision.decided_on.desc(), BodyDecision.symbol)
        .limit(limit)
    ).all()


def decisions(key: BodyKey) -> Select:
    """Decisions of a body, to be paged by day and symbol."""
    return select(BodyDecision.decided_on, BodyDecision.symbol, BodyDecision).where(
        BodyDecision.body == key, BodyDecision.removed_at.is_(None)
    )


def counts() -> dict[BodyKey, tuple[int, int]]:
    """How many meetings and decisions each body has here; two queries."""
    numbers = {key: [0, 0] for key in BodyKey}
    for place, model in enumerate((Meeting, BodyDecision)):
        for key, number in db.session.execute(
            select(model.body, func.count()).where(model.removed_at.is_(None)).group_by(model.body)
        ):
            numbers[key][place] = number
    return {key: (each[0], each[1]) for key, each in numbers.items()}


def get_meeting(body_meeting_id: uuid.UUID) -> Meeting | None:
    """A meeting by its id, also one that was removed."""
    return db.session.get(Meeting, body_meeting_id)


def get_decision(decision_id: uuid.UUID) -> BodyDecision | None:
    """A decision by its id, also one that was removed."""
    return db.session.get(BodyDecision, decision_id)


def get_bureau_member(member_id: uuid.UUID) -> BureauMember | None:
    """A member of a bureau by id, also one who was removed."""
    return db.session.get(BureauMember, member_id)
