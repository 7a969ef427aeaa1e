"""Meetings of the partnership committee: planned, invited to, opened, closed, minuted."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from engagement.accounts.models import Account
from engagement.accounts.queries import get_account
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.references import next_reference
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.screening.commands.committee_items import end_item
from engagement.screening.models import (
    CommitteeMeeting,
    CommitteePresence,
    ItemResult,
    MeetingState,
)
from engagement.screening.permissions.committee import Committee
from engagement.screening.queries import committee as queries
from engagement.screening.queries import voting
from engagement.screening.workflow.committee import CANCEL, CLOSE, OPEN, meeting_workflow

SERIES = "COM"


@dataclass(frozen=True)
class MeetingData:
    """When and where, who leads it and who keeps the record."""

    starts_at: datetime
    zone: str
    place: str
    link: str | None
    chair_id: uuid.UUID
    secretary_id: uuid.UUID


@command
def plan_meeting(
    data: MeetingData, *, actor: Actor, key: uuid.UUID | None = None
) -> CommitteeMeeting:
    """Set a date. RuleViolation for one that is over, or people who cannot do it."""
    if earlier := once.take(key, actor):
        return db.session.get_one(CommitteeMeeting, earlier.result_id)
    if not can(actor, Committee.PLAN):
        raise NotAllowed(Committee.PLAN)
    if data.starts_at <= now():
        raise RuleViolation(_l("This moment is over. Choose a day and a time to come."))
    _refuse_unfit_people(data)
    meeting = CommitteeMeeting(
        reference=next_reference(SERIES),
        planned_by_id=actor.id,
        planned_at=now(),
        **vars(data),
    )
    db.session.add(meeting)
    db.session.flush()
    once.remember(key, meeting.id)
    record("screening:meeting:planned", meeting, actor=actor, **_told(meeting, data))
    return meeting


@command
def change_meeting(meeting: CommitteeMeeting, data: MeetingData, *, actor: Actor) -> None:
    """Change date, place or people; who was invited is told of another date or place.

    Of a closed meeting only the chair can be changed, to a member who was present: so that
    somebody approves the minutes when the chair cannot.
    """
    lock(meeting)
    if not can(actor, Committee.KEEP, meeting):
        raise NotAllowed(Committee.KEEP)
    if meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise RuleViolation(MOVED_ON)
    if meeting.state is not MeetingState.PLANNED and data.chair_id != meeting.chair_id:
        _refuse_absent_chair(meeting, data.chair_id)
    _refuse_unfit_people(data)
    _refuse_chair_kept_from_an_item(meeting, data.chair_id)
    moved = (meeting.starts_at, meeting.place, meeting.link)
    wanted = vars(data)
    if meeting.state is MeetingState.CLOSED:
        wanted = {"chair_id": data.chair_id}
    elif meeting.state is MeetingState.PLANNED and data.starts_at <= now():
        raise RuleViolation(_l("This moment is over. Choose a day and a time to come."))
    for name, value in wanted.items():
        setattr(meeting, name, value)
    record("screening:meeting:changed", meeting, actor=actor, **_told(meeting, data))
    if (
        meeting.invited_at
        and meeting.state is MeetingState.PLANNED
        and moved != (meeting.starts_at, meeting.place, meeting.link)
    ):
        _mail(meeting, "committee_moved")


@command
def invite_members(meeting: CommitteeMeeting, *, actor: Actor) -> int:
    """Mail every member date, place and agenda; of the agenda what that member may see.

    Returns how many were written to.
    """
    lock(meeting)
    if not can(actor, Committee.KEEP, meeting):
        raise NotAllowed(Committee.KEEP)
    if meeting.state is not MeetingState.PLANNED:
        raise RuleViolation(MOVED_ON)
    meeting.invited_at = now()
    written = _mail(meeting, "committee_invitation")
    record("screening:meeting:invited", meeting, actor=actor, members=written)
    return written


@command
def note_presence(
    meeting: CommitteeMeeting, *, actor: Actor, people: Collection[uuid.UUID]
) -> None:
    """Say which members are present now; who voted on an item cannot be taken away any more."""
    lock(meeting)
    if not can(actor, Committee.KEEP, meeting):
        raise NotAllowed(Committee.KEEP)
    if not meeting.is_ahead:
        raise RuleViolation(MOVED_ON)
    before, wanted = voting.present_ids(meeting), set(people)
    if not wanted <= {each.id for each in voting.members(meeting)} | before:
        raise RuleViolation(_l("Choose members of the committee."))
    gone = before - wanted
    if gone & voting.voters(meeting):
        raise RuleViolation(
            _l("Who has voted was present. Leave everybody ticked who voted on an item.")
        )
    db.session.execute(
        delete(CommitteePresence).where(
            CommitteePresence.meeting_id == meeting.id, CommitteePresence.person_id.in_(gone)
        )
    )
    db.session.add_all(
        CommitteePresence(
            meeting_id=meeting.id, person_id=each, noted_by_id=actor.id, noted_at=now()
        )
        for each in wanted - before
    )
    record(
        "screening:meeting:presence-noted",
        meeting,
        actor=actor,
        present=sorted(str(each) for each in wanted),
    )


@command
def open_meeting(meeting: CommitteeMeeting, *, actor: Actor) -> None:
    """Begin; the chair has to be noted as present."""
    meeting_workflow.fire(OPEN, meeting, actor=actor)
    meeting.opened_at = now()
    record("screening:meeting:opened", meeting, actor=actor)


@command
def close_meeting(meeting: CommitteeMeeting, *, actor: Actor) -> None:
    """End; every item has a result. The chair is told that the minutes wait."""
    meeting_workflow.fire(CLOSE, meeting, actor=actor)
    meeting.closed_at = now()
    record("screening:meeting:closed", meeting, actor=actor)
    outbox.send("screening/committee_minutes", to=meeting.chair, about=meeting, meeting=meeting)


@command
def cancel_meeting(meeting: CommitteeMeeting, *, actor: Actor, reason: str) -> None:
    """Call it off; its cases can stand on another agenda. Who was invited is told."""
    meeting_workflow.fire(CANCEL, meeting, actor=actor)
    meeting.cancel_reason = reason
    for item in queries.all_items(meeting):
        if item.result is None:
            end_item(item, ItemResult.POSTPONED, actor=actor)
    record("screening:meeting:cancelled", meeting, actor=actor, reason=reason)
    if meeting.invited_at:
        _mail(meeting, "committee_cancelled")


def _refuse_unfit_people(data: MeetingData) -> None:
    keeps = {each.id for each in voting.secretaries()}
    votes = {each.id for each in voting.members()}
    if data.chair_id not in votes or data.secretary_id not in keeps:
        raise RuleViolation(
            _l("Choose the chair among the members, and a secretary of the committee.")
        )
    if data.chair_id == data.secretary_id:
        raise RuleViolation(_l("The chair and the secretary are two people."))


def _refuse_absent_chair(meeting, chair_id) -> None:
    if chair_id not in voting.present_ids(meeting):
        raise RuleViolation(_l("Choose a chair among the members who are noted as present."))


def _refuse_chair_kept_from_an_item(meeting, chair_id) -> None:
    chair = next(each for each in voting.members() if each.id == chair_id)
    if any(item.organization_id in chair.conflicts for item in queries.all_items(meeting)):
        raise RuleViolation(
            _l("This member cannot chair a meeting with this agenda. Choose another one.")
        )


def _mail(meeting: CommitteeMeeting, message: str) -> int:
    """Tell every member, each with the items that this member may see; nobody else reads it."""
    items = queries.all_items(meeting)
    for member in voting.members(meeting):
        outbox.send(
            f"screening/{message}",
            to=member.account,
            about=meeting,
            for_reader_alone=True,
            meeting=meeting,
            items=[each for each in items if each.organization_id not in member.conflicts],
        )
    return len(voting.members(meeting))


def _told(meeting: CommitteeMeeting, data: MeetingData) -> dict:
    names: list[Account | None] = [get_account(data.chair_id), get_account(data.secretary_id)]
    return {
        "number": meeting.reference,
        "starts_at": data.starts_at.isoformat(),
        "zone": data.zone,
        "chair": names[0].name if names[0] else None,
        "secretary": names[1].name if names[1] else None,
    }
