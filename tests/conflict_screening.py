"""What screening and partnerships hold of a case's organization, for walks past conflicts."""

import hashlib
from datetime import timedelta

from sqlalchemy import select

from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.demo.partnership_builders import proposal
from engagement.partnerships.models import (
    BusinessMeeting,
    BusinessParticipant,
    Complaint,
    Partnership,
    PartnershipState,
)
from engagement.screening.facts import Severity
from engagement.screening.levels import Level
from engagement.screening.models import (
    AgendaItem,
    CaseMeasure,
    CaseReply,
    CaseState,
    CommitteeMeeting,
    ItemKind,
    LegalBar,
    LoggedControversy,
    ScreeningCase,
)
from engagement.screening.sources import Track
from tests.factories import make_account


@bookkeeping
def screen(organization, match, leader, name) -> dict[str, object]:
    """A proposal, its case before the committee, a legal bar, a meeting with business, a complaint.

    Returns the ids of all by the names of the arguments of addresses.
    """
    shared = shared_meeting()
    clerk = shared.secretary
    partnership = propose(organization, leader, name)
    case = ScreeningCase(
        reference=f"SCR-{organization.name}",
        state=CaseState.RATED,
        organization=organization,
        track=Track.PARTNERSHIP.value,
        subject_type=Partnership.__tablename__,
        subject_id=partnership.id,
        language="en",
        opened_at=now(),
        inherent=Level.HIGH,
        residual=Level.HIGH,
        rated_at=now(),
        for_committee_at=now(),
    )
    database.session.add(case)
    database.session.flush()
    rows = {
        "bar_id": LegalBar(match=match, organization_id=organization.id, opened_at=now()),
        "case_id": case,
        "controversy_id": LoggedControversy(
            organization=organization,
            happened_on=today(),
            severity=Severity.SEVERE,
            summary=f"{name} spilled oil.",
            source="A newspaper",
            recorded_by=clerk,
            recorded_at=now(),
        ),
        "item_id": AgendaItem(
            meeting=shared,
            case=case,
            organization=organization,
            kind=ItemKind.DECIDE,
            position=next_position(shared),
            added_by_id=clerk.id,
            added_at=now(),
            notes=f"{name} sent papers.",
        ),
        "measure_id": CaseMeasure(
            case=case,
            owner=clerk,
            planned_by=clerk,
            risk=f"{name} spills oil",
            measure="Have the dam checked",
            due_on=today(),
            steps=1,
            planned_at=now(),
        ),
        "reply_id": CaseReply(
            case=case,
            allegation=f"{name} spilled oil.",
            asked_by=clerk,
            asked_at=now(),
            due_on=today(),
        ),
        "partnership_id": partnership,
        "business_meeting_id": BusinessMeeting(
            held_on=today(),
            topic="Cooling in cities",
            language="en",
            public_on=today() + timedelta(days=30),
            author_id=clerk.id,
            entered_at=now(),
            participants=[
                BusinessParticipant(
                    position=1, organization=organization, name=name, interest="Sells coolers"
                )
            ],
        ),
        "complaint_id": Complaint(
            reference=f"CMP-{organization.name}",
            partnership=partnership,
            organization_id=organization.id,
            text=f"{name} does not do what it said.",
            language="en",
            token_hash=hashlib.sha256(str(organization.id).encode()).digest(),
            received_at=now(),
            due_on=today(),
        ),
    }
    database.session.add_all(rows.values())
    database.session.flush()
    return {argument: row.id for argument, row in rows.items()}


def propose(organization, leader, name) -> Partnership:
    """A proposal that waits for a recommendation."""
    data = proposal(title=f"Cooling with {name}")
    found = Partnership(
        reference=f"PAR-{organization.name}",
        state=PartnershipState.SCREENED,
        organization=organization,
        language="en",
        proposed_by_id=leader.id,
        created_at=now(),
        submitted_at=now(),
        screened_at=now(),
        level=Level.HIGH,
        **vars(data),
    )
    database.session.add(found)
    database.session.flush()
    return found


def shared_meeting() -> CommitteeMeeting:
    """A meeting on whose agenda cases of all kinds stand."""
    found = database.session.scalars(select(CommitteeMeeting)).first()
    if found is None:
        clerk = make_account(name="A Secretary")
        found = CommitteeMeeting(
            reference="COM-1",
            starts_at=now(),
            zone="Africa/Nairobi",
            place="Room 4",
            chair=clerk,
            secretary=clerk,
            planned_by_id=clerk.id,
            planned_at=now(),
        )
        database.session.add(found)
        database.session.flush()
    return found


def next_position(meeting) -> int:
    """The place behind the last item of an agenda."""
    return len(
        database.session.scalars(select(AgendaItem.id).filter_by(meeting_id=meeting.id)).all()
    )
