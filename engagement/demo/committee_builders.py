"""Builders of cases for the partnership committee and its meetings, for tests and samples."""

import itertools
import uuid
from datetime import timedelta

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.core.references import next_reference
from engagement.demo.builders import make_account, make_organization
from engagement.demo.risk_builders import note_compared
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for
from engagement.screening.commands import committee, committee_items
from engagement.screening.levels import Level
from engagement.screening.models import AgendaItem, CaseState, CommitteeMeeting, ScreeningCase
from engagement.screening.sources import Track

_numbers = itertools.count(1)


@bookkeeping
def make_committee_case(
    level: Level = Level.HIGH,
    *,
    organization: Organization | None = None,
    subject=None,
    track: Track = Track.PRIVATE_SECTOR,
) -> ScreeningCase:
    """A case that waits for the committee: rated, or stopped by an exclusion criterion."""
    case = ScreeningCase(
        reference=next_reference("SCR"),
        state=CaseState.STOPPED if level is Level.EXCLUDED else CaseState.RATED,
        organization=organization or make_organization(name=f"Turbine Works {next(_numbers)}"),
        track=track.value,
        subject_type=subject.__tablename__ if subject is not None else "application",
        subject_id=subject.id if subject is not None else uuid.uuid4(),
        language="en",
        opened_at=now() - timedelta(days=30),
        inherent=level,
        rated_at=now() - timedelta(days=2),
        for_committee_at=now() - timedelta(days=2),
    )
    db.session.add(case)
    db.session.flush()
    note_compared(case.organization, track)
    return case


def make_committee(number: int = 4) -> tuple[Actor, list[Actor]]:
    """The secretary, and so many members."""
    secretary = make_account(Role.COMMITTEE_SECRETARY, name="Samia Secretary")
    members = [
        make_account(Role.COMMITTEE_MEMBER, name=f"Member {letter}")
        for letter in "ABCDEFGHIJ"[:number]
    ]
    return actor_for(secretary), [actor_for(each) for each in members]


def make_meeting(secretary: Actor, chair: Actor, *, days: int = 7) -> CommitteeMeeting:
    """A planned meeting."""
    data = committee.MeetingData(
        starts_at=now() + timedelta(days=days),
        zone="Africa/Nairobi",
        place="Room 4",
        link="https://meet.example/committee",
        chair_id=chair.id,
        secretary_id=secretary.id,
    )
    return committee.plan_meeting(data, actor=secretary)


def make_session(
    secretary: Actor, members: list[Actor], *cases: ScreeningCase, present: int | None = None
) -> tuple[CommitteeMeeting, list[AgendaItem]]:
    """A meeting in session with these cases; the first `present` members, or all, are there."""
    meeting = make_meeting(secretary, members[0])
    items = [committee_items.add_item(meeting, each, actor=secretary) for each in cases]
    there = [each.id for each in members[:present]]
    committee.note_presence(meeting, actor=secretary, people=there)
    committee.open_meeting(meeting, actor=secretary)
    return meeting, items
