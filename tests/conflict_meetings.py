"""What meetings hold of a case's organization, for walks past conflicts."""

from datetime import timedelta

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.demo.meeting_builders import make_online_meeting
from engagement.meetings.models import (
    AgendaItem,
    CategoryKind,
    ChangeRequest,
    Commenters,
    DocumentAudience,
    Meeting,
    MeetingDocument,
    MeetingStatement,
    Mode,
    OrderRule,
    Registration,
    RegistrationState,
    SideEvent,
    SideEventCall,
    SideEventState,
    Speaker,
    SpeakerKind,
    SpeakersList,
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
        **say(meeting, registration, leader, name),
        **propose(meeting, organization, leader, name),
    }


def say(meeting, registration, leader, name) -> dict[str, object]:
    """What the organization has written on an item of the agenda, and wants to say on it."""
    item, speakers_list = shared_item(meeting, leader)
    statement = MeetingStatement(
        agenda_item=item,
        organization=registration.organization,
        state=StatementState.SUBMITTED,
        text={"en": f"{name} asks for clean rivers."},
        created_by_id=leader.id,
        submitted_at=now(),
    )
    speaker = Speaker(
        speakers_list=speakers_list,
        registration=registration,
        kind=SpeakerKind.ACCREDITED,
        speaks_for=f"organization:{registration.organization_id}",
        organization_id=registration.organization_id,
        position=registration.number,
        text={"en": f"{name} has the honour to speak."},
        handed_in_at=now(),
        asked_by_id=leader.id,
    )
    database.session.add_all([statement, speaker])
    database.session.flush()
    return {"statement_id": statement.id, "speaker_id": speaker.id}


def shared_item(meeting: Meeting, leader: Account) -> tuple[AgendaItem, SpeakersList]:
    """The item on which all of them speak, and its list."""
    found = database.session.scalars(select(SpeakersList)).first()
    if found is None:
        item = AgendaItem(meeting=meeting, number="5", title=TITLE, position=1)
        found = SpeakersList(
            agenda_item=item,
            session=meeting.sessions[0],
            opens_at=now() - timedelta(days=1),
            closes_at=now() + timedelta(days=1),
            rule=OrderRule.PROTOCOL,
            places={"accredited": 1},
            seconds={"accredited": 60},
            created_by_id=leader.id,
        )
        database.session.add_all([item, found])
        database.session.flush()
    return found.agenda_item, found


def propose(meeting, organization, leader, name) -> dict[str, object]:
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
    return {"side_event_id": event.id}


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
