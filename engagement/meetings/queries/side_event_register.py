"""Co-organizers of side events, found in the register by number."""

from sqlalchemy import func, select

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from engagement.meetings.models import Meeting
from engagement.meetings.queries.side_events import may_organize
from engagement.organizations.models import Organization, Protection


def organizer_with_number(meeting: Meeting, number: str) -> Organization | None:
    """The organization with a number of the register that can take part; None for a withheld one.

    A number is that of one accreditation, of whatever track.
    """
    found = db.session.scalar(
        select(Organization)
        .join(Accreditation, Accreditation.organization_id == Organization.id)
        .where(
            func.upper(Accreditation.number) == number.strip().upper(),
            Organization.protection != Protection.WITHHELD,
        )
    )
    return found if found is not None and may_organize(meeting, [found.id]) else None
