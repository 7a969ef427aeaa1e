"""Tell many people something about a meeting, in their language and by their clocks, once each.

A notice is made once (`begin`, or `touching.touch`), spread over batches (`spread`), and each batch
is one transaction that writes its mails and that they were written (`tell_batch`).
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import insert as insert_rows
from sqlalchemy.dialects.postgresql import insert

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command, db
from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import BULK, enqueue
from engagement.mail.outbox import Batch
from engagement.meetings.calendar import Method
from engagement.meetings.calendar_entries import is_cancelled
from engagement.meetings.commands.joining import new_link
from engagement.meetings.commands.letters import tell
from engagement.meetings.models import (
    MeetingNotice,
    MeetingSession,
    NoticeKind,
    NoticeTold,
    Registration,
)
from engagement.meetings.queries.entries import sessions_with
from engagement.meetings.queries.notices import Due, recipients

PEOPLE_A_BATCH = 200
HOURS_WITH_LINK = 24
"""Reminders so near to a session carry the personal link by which it is joined."""


@bookkeeping
def begin(due: Due) -> uuid.UUID | None:
    """Make a notice that is due, and let it be told; None where another worker was first."""
    notice_id = db.session.scalar(
        insert(MeetingNotice)
        .values(
            meeting_id=due.meeting_id,
            kind=due.kind,
            key=due.key,
            session_id=due.session_id,
            hours=due.hours,
            at=due.at,
            facts=due.facts or {},
        )
        .on_conflict_do_nothing(index_elements=["meeting_id", "key"])
        .returning(MeetingNotice.id)
    )
    if notice_id is not None:
        enqueue("meetings.tell_notice", priority=BULK, notice_id=str(notice_id))
    return notice_id


@bookkeeping
def spread(notice: MeetingNotice) -> int:
    """Put everybody who is to be told into batches; returns how many batches there are."""
    ids = db.session.scalars(
        recipients(notice).with_only_columns(Registration.id).order_by(Registration.id)
    ).all()
    batches = [ids[at : at + PEOPLE_A_BATCH] for at in range(0, len(ids), PEOPLE_A_BATCH)]
    for each in batches:
        enqueue(
            "meetings.tell_batch",
            priority=BULK,
            notice_id=str(notice.id),
            first=str(each[0]),
            last=str(each[-1]),
        )
    return len(batches)


@command
def tell_batch(notice: MeetingNotice, *, first: uuid.UUID, last: uuid.UUID) -> int:
    """Write to everybody of a batch who has not been told; returns how many mails there are."""
    if notice.kind is NoticeKind.REMINDER and notice.at <= now():
        return 0
    people = db.session.scalars(
        recipients(notice).where(Registration.id.between(first, last)).order_by(Registration.id)
    ).all()
    if not people:
        return 0
    write, batch = WRITERS[notice.kind](notice), Batch()
    with db.session.no_autoflush:  # one statement for all the mails
        for registration in people:
            write(registration, batch)
    rows = [{"notice_id": notice.id, "registration_id": each.id} for each in people]
    db.session.execute(insert_rows(NoticeTold), rows)
    record(
        "meetings:meeting:told",
        notice.meeting,
        actor=SYSTEM,
        notice=str(notice.id),
        kind=notice.kind.value,
        people=len(people),
    )
    batch.leave()
    return len(people)


Writer = Callable[[Registration, Batch], None]


def _reminder(notice: MeetingNotice) -> Writer:
    one = [notice.session] if notice.session else None
    sessions = one or [
        each
        for each in sessions_with(notice.meeting)
        if not is_cancelled(each) and each.starts_at >= notice.at
    ]

    near = notice.hours is not None and notice.hours <= HOURS_WITH_LINK

    def write(registration, batch):
        link = {"token": new_link(registration)} if near else {}
        tell(
            "reminder",
            registration,
            batch=batch,
            about_meeting=notice.meeting,
            sessions_to_come=sessions,
            soon=notice.session is not None,
            **link,
        )

    return write


def _change(notice: MeetingNotice) -> Writer:
    changes = [_change_of(each) for each in notice.facts["sessions"]]
    cancels = all(each["cancelled"] for each in changes)
    sessions = [each["session"] for each in changes]
    if not cancels:
        sessions = [each for each in sessions if not is_cancelled(each)]
    method = Method.CANCEL if cancels else Method.REQUEST

    def write(registration, batch):
        shown = registration.has_place
        tell(
            "changed",
            registration,
            batch=batch,
            calendar=method if shown else None,
            sessions=sessions,
            about_meeting=notice.meeting,
            changes=[each for each in changes if shown or each["moved"] or each["cancelled"]],
            reason=notice.reason,
        )

    return write


def _change_of(facts: dict[str, Any]) -> dict[str, Any]:
    session = db.session.get_one(MeetingSession, uuid.UUID(facts["session_id"]))
    old = {name: _instant(facts[name]) for name in ("starts_at", "ends_at")}
    return facts | old | {"session": session}


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _closing(notice: MeetingNotice) -> Writer:
    def write(registration, batch):
        tell("closes_soon", registration, batch=batch, until=notice.at)

    return write


def _offer(notice: MeetingNotice) -> Writer:
    def write(registration, batch):
        tell("offer_ends", registration, batch=batch)

    return write


WRITERS: dict[NoticeKind, Callable[[MeetingNotice], Writer]] = {
    NoticeKind.REMINDER: _reminder,
    NoticeKind.CHANGE: _change,
    NoticeKind.CLOSING: _closing,
    NoticeKind.OFFER: _offer,
}
