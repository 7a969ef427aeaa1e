"""What of meetings ages: names and contacts, after the days that the meeting itself says."""

from sqlalchemy import String, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import INTERVAL

from engagement.core.retention import declare
from engagement.meetings import settings
from engagement.meetings.models import (
    AccessNeed,
    Chaperone,
    GuardianConsent,
    Meeting,
    Registration,
)


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


def _forgotten(limit):
    """Registrations from which names were taken: what hangs on them goes as well."""
    return select(Registration.id).where(Registration.forgotten_at <= limit)


def forget_guardians(limit):
    """With the names of a minor the guardian's; that there was a consent stays as a day."""
    return delete(GuardianConsent).where(GuardianConsent.registration_id.in_(_forgotten(limit)))


def forget_chaperones(limit):
    """Who went along with whom."""
    return delete(Chaperone).where(Chaperone.minor_id.in_(_forgotten(limit)))


def delete_needs(limit):
    """What people needed, soon after the meeting."""
    over = select(Registration.id).join(Registration.meeting).where(Meeting.ends_at <= limit)
    return delete(AccessNeed).where(AccessNeed.registration_id.in_(over))


declare("meetings.guardians", lambda: 0, forget_guardians)
declare("meetings.chaperones", lambda: 0, forget_chaperones)
declare("meetings.needs", settings.needs_kept_days, delete_needs)
declare("meetings.registrations", lambda: 0, forget_people)
