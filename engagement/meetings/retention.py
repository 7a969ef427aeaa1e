"""What of meetings ages: names and contacts, after the days that the meeting itself says."""

from sqlalchemy import String, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import INTERVAL

from engagement.core.retention import declare
from engagement.meetings import settings
from engagement.meetings.models import CalendarFeed, Meeting, NoticeTold, Registration


def forget_people(limit):
    """Registrations of meetings whose days are over lose who it was; what figures need stays."""
    day = cast(literal("1 day"), INTERVAL)
    over = select(Meeting.id).where(Meeting.ends_at + Meeting.retention_days * day <= limit)
    return (
        update(Registration)
        .where(Registration.meeting_id.in_(over), Registration.forgotten_at.is_(None))
        .values(
            name="",
            email="",
            email_key=cast(Registration.id, String),
            person_id=None,
            position=None,
            represents=None,
            answers={},
            listed=False,
            forgotten_at=func.now(),
        )
    )


declare("meetings.registrations", lambda: 0, forget_people)
declare(
    "meetings.notices_told",
    settings.keep_notices_days,
    lambda limit: delete(NoticeTold).where(NoticeTold.told_at <= limit),
)
declare(
    "meetings.revoked_feeds",
    settings.keep_feeds_days,
    lambda limit: delete(CalendarFeed).where(CalendarFeed.revoked_at <= limit),
)
