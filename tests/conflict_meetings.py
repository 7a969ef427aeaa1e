"""What meetings hold of a case's organization, for walks past conflicts."""

from datetime import timedelta

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.demo.meeting_builders import make_online_meeting
from engagement.meetings.models import (
    CategoryKind,
    ChangeRequest,
    Commenters,
    DocumentAudience,
    Meeting,
    MeetingDocument,
    MeetingStatement,
    Mode,
    Registration,
    RegistrationState,
    SideEvent,
    SideEventCall,
    SideEventState,
    StatementState,
)

TITLE = {"en": "Lagoon briefing"}


@bookkeeping
def take_part(organization, leader, name) -> dict[str, object]:
    """Somebody who comes for the organization, and asks that somebody else comes.

    Returns the ids of all by the names of the arguments of addresses.
    """
    meeting = shared_meeting(leader)
    category = meeting.categories[0]
    place = len(
        database.session.scalars(select(Registration.id).filter_by(meeting_id=meeting.id)).all()
    )
    registration = Registration(
        meeting=meeting,
        category=category,
        reference=f"REG-{organization.name}",
        state=RegistrationState.SUBMITTED,
        name=f"A delegate of {name}",
        email=f"delegate{place}@place.example",
        email_key=f"delegate{place}@place.example",
        language="en",
        country=organization.country,
        organization=organization,
        mode=Mode.ONLINE,
        nominated_by_id=leader.id,
        number=place + 1,
        submitted_at=now(),
    )
    database.session.add(registration)
    database.session.flush()
    asked = ChangeRequest(
        registration=registration,
        before={"name": registration.name},
        after={"name": f"Another delegate of {name}"},
        reason=f"{name} sends somebody else.",
        asked_by_id=leader.id,
    )
    database.session.add(asked)
    database.session.flush()
    return {
        "registration_id": registration.id,
        "change_request_id": asked.id,
        **speak(meeting, organization, leader, name),
    }


def speak(meeting, organization, leader, name) -> dict[str, object]:
    """The organization proposes a side event, and has contributed to a document."""
    event = SideEvent(
        meeting=meeting,
        organization=organization,
        state=SideEventState.SELECTED,
        title={"en": f"Side event of {name}"},
        summary={"en": f"What {name} does."},
        languages=["en"],
        created_by_id=leader.id,
        submitted_at=now(),
    )
    contribution = MeetingStatement(
        paper=shared_paper(meeting, leader),
        organization=organization,
        state=StatementState.SUBMITTED,
        part=name,
        text={"en": f"{name} proposes other words."},
        created_by_id=leader.id,
        submitted_at=now(),
    )
    database.session.add_all([event, contribution])
    database.session.flush()
    return {"side_event_id": event.id, "statement_id": contribution.id}


def shared_paper(meeting: Meeting, leader: Account) -> MeetingDocument:
    """A document of that meeting to which all of them contribute; side events are called for."""
    found = database.session.scalar(select(MeetingDocument).filter_by(meeting_id=meeting.id))
    if found is not None:
        return found
    until = now() + timedelta(days=7)
    paper = MeetingDocument(
        meeting=meeting,
        symbol="LAGOON/1",
        title=TITLE,
        audience=DocumentAudience.EVERYBODY,
        unedited=False,
        due_on=today(),
        first_due_on=today(),
        commenters=Commenters.ACCREDITED,
        comments_until=until,
        first_comments_until=until,
        created_by_id=leader.id,
    )
    call = SideEventCall(
        meeting=meeting,
        languages=["en"],
        opens_at=now(),
        closes_at=until,
        opened_by_id=leader.id,
    )
    database.session.add_all([paper, call])
    database.session.flush()
    return paper


def shared_meeting(leader: Account) -> Meeting:
    """A meeting to which all of them come."""
    for meeting in database.session.scalars(select(Meeting)):
        if meeting.title == TITLE:
            return meeting
    return make_online_meeting(kinds=(CategoryKind.ACCREDITED,), title=TITLE, officer=leader)
