"""What the form of a registration needs: the meeting, what it asks, what the person has begun."""

import uuid

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from engagement.core.db import ask, db
from engagement.core.permissions import Actor
from engagement.meetings.models import ENDED, Meeting, Registration

OWN = select(Registration.id).where(
    Registration.person_id == bindparam("person_id"),
    *(Registration.state != each for each in ENDED),
)
"""What somebody has begun. The id alone: of thousands who open a form nearly all have none."""
OWN_AT = OWN.where(Registration.meeting_id == bindparam("meeting_id"))
TO_REGISTER = (
    select(Meeting, OWN.where(Registration.meeting_id == Meeting.id).scalar_subquery())
    .where(Meeting.id == bindparam("meeting_id"))
    .options(joinedload(Meeting.categories))
)
TO_REGISTER_WITH_QUESTIONS = TO_REGISTER.options(joinedload(Meeting.questions))


def get_meeting_to_register(
    meeting_id: uuid.UUID, actor: Actor, *, questions: bool
) -> Meeting | None:
    """A meeting with its categories and the actor's `own_id` there, in one statement.

    Its `questions` come with it where what was written is looked at; an empty form is kept.
    """
    statement = TO_REGISTER_WITH_QUESTIONS if questions else TO_REGISTER
    whose = {"meeting_id": meeting_id, "person_id": actor.id}
    found = db.session.execute(statement, whose).unique().one_or_none()
    if found is None:
        return None
    meeting, meeting.own_id = found
    return meeting


def own_for(meeting: Meeting, actor: Actor) -> Registration | None:
    """The person's registration for a meeting that has not ended, or None."""
    whose = {"meeting_id": meeting.registers_at.id, "person_id": actor.id}
    found = ask(OWN_AT, whose).scalar()
    return db.session.get(Registration, found) if found else None
