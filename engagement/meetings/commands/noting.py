"""States of registrations follow what is known of who took part (product 5).

`note` takes some people at a time, each a transaction, until nothing is left; `take_back` is part
of whatever takes a reason away, so that nobody counts as having taken part without one.
"""

from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.db import command, db
from engagement.core.permissions import SYSTEM
from engagement.mail.outbox import Batch
from engagement.meetings.commands.certificates import issue, revoke
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.models import Meeting, MeetingState, Registration, RegistrationState
from engagement.meetings.queries.attendance import attended, to_note, with_evidence
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.workflow import ATTEND, MISS, workflow

PEOPLE_A_BATCH = 100


@command
def note(meeting: Meeting) -> int:
    """Let some registrations of a meeting that is over follow; returns how many did.

    Who took part gets a certificate and a mail about it, once. Withdrawn and refused ones stay.
    """
    if meeting.state is not MeetingState.PUBLISHED or not is_over(meeting):
        return 0
    people = db.session.scalars(
        to_note(meeting).order_by(Registration.id).limit(PEOPLE_A_BATCH)
    ).all()
    if not people:
        return 0
    came, batch = with_evidence([each.id for each in people]), Batch()
    for each in people:
        if each.id in came:
            workflow.fire(ATTEND, each, actor=SYSTEM)
            record("meetings:registration:attended", each, actor=SYSTEM)
            issue(each, batch=batch)
        else:
            _miss(each)
    batch.leave()
    versions.bump(AREA)  # the final list of participants leaves out who did not come
    return len(people)


def take_back(meeting: Meeting) -> None:
    """Whoever counts as having taken part and has no reason to any more, does not; part of one."""
    db.session.flush()
    gone = db.session.scalars(
        select(Registration)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.state == RegistrationState.ATTENDED,
            ~attended,
        )
        .order_by(Registration.id)
    ).all()
    for each in gone:
        _miss(each)


def _miss(registration):
    workflow.fire(MISS, registration, actor=SYSTEM)
    record("meetings:registration:missed", registration, actor=SYSTEM)
    revoke(registration)
