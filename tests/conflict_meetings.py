"""What meetings hold of a case's organization, for walks past conflicts."""

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.demo.meeting_builders import make_online_meeting
from engagement.meetings.models import (
    CategoryKind,
    ChangeRequest,
    Meeting,
    Mode,
    Registration,
    RegistrationState,
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
    return {"registration_id": registration.id, "change_request_id": asked.id}


def shared_meeting(leader: Account) -> Meeting:
    """A meeting to which all of them come."""
    for meeting in database.session.scalars(select(Meeting)):
        if meeting.title == TITLE:
            return meeting
    return make_online_meeting(kinds=(CategoryKind.ACCREDITED,), title=TITLE, officer=leader)
