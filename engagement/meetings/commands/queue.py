"""The queue of a meeting: its lock, the numbers in order of acceptance, what is free under it."""

from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.orm.attributes import set_committed_value

from engagement.core.db import ask, db
from engagement.core.versions import DataVersion
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import (
    Category,
    Meeting,
    Quota,
    Registration,
    RegistrationQueue,
)
from engagement.meetings.queries.refusals import REFUSED_BEFORE
from engagement.meetings.queries.registrations import WAITS

QUEUES = cast(Table, RegistrationQueue.__table__)
"""As a table: of its one row a meeting only the lock and the last number matter."""
LOCKED = (
    select(QUEUES.c.last).where(QUEUES.c.meeting_id == bindparam("meeting_id")).with_for_update()
)
NUMBERED = (
    update(QUEUES)
    .where(QUEUES.c.meeting_id == bindparam("of_meeting"))
    .values(last=QUEUES.c.last + 1)
    .returning(QUEUES.c.last)
)
PLACES = (
    select(Category.id, Category.places, Category.taken, Meeting.state)
    .join(Category.meeting)
    .where(Category.meeting_id == bindparam("meeting_id"))
)


IN_LINE = select(func.count()).where(Registration.category_id == bindparam("category_id"), *WAITS)
FOR_A_NEWCOMER = PLACES.add_columns(
    IN_LINE.scalar_subquery(),
    REFUSED_BEFORE["person_id"].exists(),
    select(Quota.id).where(Quota.meeting_id == bindparam("meeting_id")).exists(),
    select(DataVersion.number).where(DataVersion.area == AREA).scalar_subquery(),
)
"""The same, and what decides about a person who has no row yet, in one statement."""


def lock_queue(meeting: Meeting) -> None:
    """Let nobody else of this meeting be given a number or a place until the command commits.

    It comes before the lock of any row of the meeting, so that nobody waits for one another. What
    is known of the places of its categories is read again, and whether it still takes place.
    """
    ask(LOCKED, {"meeting_id": meeting.id}).one()
    _read_places(meeting)


def number(registration: Registration, *, alone: bool = False) -> None:
    """Give the next number in order of acceptance; one that has a number keeps it.

    The queue is locked, or by this: `alone`, for a person's row that is not written yet, it stands
    in for `lock_queue`.
    """
    if registration.number is None:
        of_meeting = {"of_meeting": registration.meeting_id}
        registration.number = ask(NUMBERED, of_meeting).scalar_one()
        if alone:
            _read_for_newcomer(registration)


def _read_places(meeting):
    for each in ask(PLACES, {"meeting_id": meeting.id}):
        _note_places(meeting, *each)


def _read_for_newcomer(registration):
    """Whoever waits in the category waits before who has the last number."""
    names = ("id", "meeting_id", "category_id", "person_id")
    known = {name: getattr(registration, name) for name in names}
    for *places, in_line, refused, has_quotas, changes in ask(FOR_A_NEWCOMER, known):
        _note_places(registration.meeting, *places)
        set_committed_value(registration, "ahead", in_line)
        registration.refused_before = refused
        registration.meeting.changes_seen = changes or 0  # none at all where nothing ever was
        if not has_quotas:
            set_committed_value(registration.meeting, "quotas", [])


def _note_places(meeting, category_id, places, taken, state):
    session = db.session
    set_committed_value(meeting, "state", state)
    known = session.identity_map.get(session.identity_key(Category, category_id))
    if known is not None:
        set_committed_value(known, "places", places)
        set_committed_value(known, "taken", taken)
