"""Who may be checked in at the door, and who is."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings import settings
from engagement.meetings.models import (
    CONFIRMED,
    CheckIn,
    Meeting,
    MeetingState,
    Mode,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.obstacles import Obstacle, obstacles
from engagement.meetings.queries.recognising import reference_in
from engagement.meetings.queries.registrations import handled_by
from engagement.meetings.queries.standing import is_suspended

S = RegistrationState
LAST = 10
"""How many of those checked in last the page of the door shows."""
NO_PLACE: dict[RegistrationState, Any] = {
    S.INVITED: _l("This person was invited and has not registered."),
    S.DRAFT: _l("This registration has not been sent."),
    S.SUBMITTED: _l("This registration is still being checked: no place is confirmed."),
    S.WAITING: _l("This person is on the waiting list: no place is confirmed."),
    S.REFUSED: _l("This registration was refused."),
    S.WITHDRAWN: _l("This registration was withdrawn."),
}
SUSPENDED = _l("The accreditation of the organization is suspended: nobody can take part for it.")
HELD = {
    Obstacle.STANDING: _l("The organization cannot take part now."),
    Obstacle.GUARDIAN: _l("This person is under 18, and no guardian has agreed."),
    Obstacle.CHAPERONE: _l("This person is under 18, and no adult who goes along is confirmed."),
}


def registration_called(badge_code: str) -> Registration | None:
    """The registration of a badge or of what somebody typed from one; None for no such."""
    reference = reference_in(badge_code)
    if reference is None:
        return None
    return db.session.scalars(select(Registration).filter_by(reference=reference)).first()


def check_in_of(registration: Registration) -> CheckIn | None:
    """The check-in that holds."""
    return db.session.scalars(
        select(CheckIn).where(
            CheckIn.registration_id == registration.id, CheckIn.undone_at.is_(None)
        )
    ).first()


def get_check_in(check_in_id: uuid.UUID) -> CheckIn | None:
    """A check-in by its id."""
    return db.session.get(CheckIn, check_in_id)


def why_not(registration: Registration) -> Any:
    """Why this person cannot be checked in now, in words; None where nothing stands in it."""
    if not registration.has_place:
        return NO_PLACE[registration.state]
    if is_suspended(registration):
        return SUSPENDED
    for each in obstacles(registration):
        if each in HELD:
            return HELD[each]
    if registration.mode is not Mode.IN_PERSON:
        return _l(
            "This person is registered to take part online. Let the registration be changed first."
        )
    return _outside_of(registration.meeting)


def _outside_of(meeting):
    opens_at, closes_at = hours(meeting)
    if meeting.state is not MeetingState.PUBLISHED:
        return _l("This meeting does not take place.")
    if now() < opens_at:
        return _l("It is too early: people are checked in shortly before the meeting begins.")
    if now() >= closes_at:
        return _l("The meeting is over: people are not checked in any more.")
    return None


def hours(meeting: Meeting) -> tuple[datetime, datetime]:
    """From when until when people can be checked in."""
    around = timedelta(hours=settings.check_in_hours())
    return meeting.starts_at - around, meeting.ends_at + around


def expected(meeting: Meeting) -> tuple[int, int]:
    """How many people with a place come to it, and how many are checked in; one query.

    They count everybody, whatever a reader may see one by one.
    """
    there = (
        select(CheckIn.id)
        .where(CheckIn.registration_id == Registration.id, CheckIn.undone_at.is_(None))
        .exists()
    )
    people, came = db.session.execute(
        select(func.count(), func.count().filter(there)).where(
            Registration.meeting_id == meeting.id,
            Registration.state.in_(CONFIRMED),
            Registration.mode == Mode.IN_PERSON,
        )
    ).one()
    return people, came


def checked_last(actor: Actor, meeting: Meeting) -> list[CheckIn]:
    """Those who were checked in last and may be seen by this officer, the last first."""
    return list(
        db.session.scalars(
            select(CheckIn)
            .where(
                CheckIn.undone_at.is_(None),
                CheckIn.registration_id.in_(
                    handled_by(actor)
                    .where(Registration.meeting_id == meeting.id)
                    .with_only_columns(Registration.id)
                ),
            )
            .options(joinedload(CheckIn.registration))
            .order_by(CheckIn.checked_at.desc(), CheckIn.id)
            .limit(LAST)
        )
    )
