"""Complaints: received from anybody, looked into, answered, closed; overdue ones are escalated."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, VISITOR, Actor, Role, can
from engagement.core.references import next_reference
from engagement.mail import outbox
from engagement.organizations.queries.staff import staff_who_may
from engagement.partnerships import settings
from engagement.partnerships.models import Complaint, ComplaintState, Partnership
from engagement.partnerships.permissions import Complaints
from engagement.partnerships.workflow import ANSWER, CLOSE_COMPLAINT, LOOK, complaint_workflow
from engagement.settings import calendar

SERIES = "CPL"


@dataclass(frozen=True)
class Author:
    """Who complained and wants to be told: an address, no account."""

    email: str
    language: str
    id: None = None
    name: str = ""


@command
def receive_complaint(
    *,
    partnership: Partnership | None,
    text: str,
    email: str,
    language: str,
    key: uuid.UUID | None = None,
) -> tuple[Complaint, str | None]:
    """Take a complaint; returns it and what its link holds, None for the same form again.

    Whoever is signed in complains like anybody else: no account is noted. Neither the text nor the
    address goes into the trail, which is for ever.
    """
    if earlier := once.take(key, VISITOR):
        return db.session.get_one(Complaint, earlier.result_id), None
    if not text.strip():
        raise RuleViolation(_l("Write something first."))
    token, token_hash = tokens.new_token()
    complaint = Complaint(
        reference=next_reference(SERIES),
        partnership=partnership,
        organization_id=partnership.organization_id if partnership else None,
        text=text,
        email=email or None,
        language=language,
        token_hash=token_hash,
        received_at=now(),
        due_on=calendar.after(today(), settings.complaint_look_days),
    )
    db.session.add(complaint)
    db.session.flush()
    once.remember(key, complaint.id)
    record("partnerships:complaint:received", complaint, actor=VISITOR, number=complaint.reference)
    if complaint.email:
        outbox.send(
            "partnerships/complaint_received",
            to=Author(complaint.email, complaint.language),
            about=complaint,
            complaint=complaint,
            token=token,
        )
    return complaint, token


@command
def look_into_complaint(complaint: Complaint, *, actor: Actor, note: str) -> None:
    """Take it over; its author sees that somebody looks into it, and by when it is answered."""
    complaint_workflow.fire(LOOK, complaint, actor=actor)
    complaint.taken_by_id, complaint.note = actor.id, note
    complaint.due_on = calendar.after(today(), settings.complaint_answer_days)
    complaint.escalated_at = None
    record("partnerships:complaint:looked-into", complaint, actor=actor, number=complaint.reference)
    _tell("complaint_looked_into", complaint)


@command
def answer_complaint(complaint: Complaint, *, actor: Actor, answer: str) -> None:
    """Answer it: its author reads the answer behind the link, and by mail where there is one."""
    with db.session.no_autoflush:
        complaint_workflow.fire(ANSWER, complaint, actor=actor)
        if not answer.strip():
            raise RuleViolation(_l("Write something first."))
        complaint.answer, complaint.answered_at = answer, now()
        complaint.answered_by_id = actor.id
    record("partnerships:complaint:answered", complaint, actor=actor, number=complaint.reference)
    _tell("complaint_answered", complaint)


@command
def close_complaint(complaint: Complaint, *, actor: Actor, note: str) -> None:
    """End it, with a note for colleagues on what came of it."""
    complaint_workflow.fire(CLOSE_COMPLAINT, complaint, actor=actor)
    complaint.closed_at = now()
    complaint.note = note or complaint.note
    record("partnerships:complaint:closed", complaint, actor=actor, number=complaint.reference)


@command
def escalate_complaint(complaint: Complaint, *, actor: Actor = SYSTEM) -> None:
    """Tell the head of the unit, once for each day that was missed."""
    lock(complaint)
    if not can(actor, Complaints.MOVE, complaint):
        raise NotAllowed(Complaints.MOVE)
    waits = complaint.state in {ComplaintState.RECEIVED, ComplaintState.LOOKED_INTO}
    if not waits or complaint.due_on >= today() or complaint.escalated_at is not None:
        return
    complaint.escalated_at = now()
    record("partnerships:complaint:escalated", complaint, actor=actor)
    for person in staff_who_may(Complaints.HANDLE, complaint, Role.PRIVATE_SECTOR_HEAD):
        outbox.send(
            "partnerships/complaint_overdue", to=person, about=complaint, complaint=complaint
        )


def _tell(message: str, complaint: Complaint) -> None:
    if complaint.email:
        outbox.send(
            f"partnerships/{message}",
            to=Author(complaint.email, complaint.language),
            about=complaint,
            complaint=complaint,
        )
