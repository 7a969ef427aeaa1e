"""What of meetings ages: names, papers and wishes, after the days that the meeting itself says."""

from sqlalchemy import ColumnElement, String, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import INTERVAL

from engagement.core.retention import declare
from engagement.documents.models import Document
from engagement.meetings import settings, side_event_settings
from engagement.meetings.models import (
    AccessNeed,
    CalendarFeed,
    ChangeRequest,
    Chaperone,
    ConnectionCheck,
    GuardianConsent,
    HelpRequest,
    JoinLink,
    Meeting,
    NoticeTold,
    Registration,
    RegistrationPaper,
    SideEvent,
)


def of_past_meetings(limit) -> ColumnElement[bool]:
    """That a registration is for a meeting whose days are over."""
    day = cast(literal("1 day"), INTERVAL)
    over = select(Meeting.id).where(Meeting.ends_at + Meeting.retention_days * day <= limit)
    return Registration.meeting_id.in_(over)


def forget_people(limit):
    """Registrations of meetings whose days are over lose who it was; what figures need stays."""
    return (
        update(Registration)
        .where(of_past_meetings(limit), Registration.forgotten_at.is_(None))
        .values(
            name="",
            email="",
            email_key=cast(Registration.id, String),
            person_id=None,
            position=None,
            represents=None,
            answers={},
            listed=False,
            refusal=func.left(Registration.refusal, 0),
            forgotten_at=func.now(),
        )
    )


def forget_papers(limit):
    """Their documents go, and the rows of the papers with them."""
    papers = select(RegistrationPaper.document_id).join(RegistrationPaper.registration)
    return delete(Document).where(Document.id.in_(papers.where(of_past_meetings(limit))))


def forget_changes(limit):
    """So do changes that were asked for: they name who was to come."""
    theirs = select(Registration.id).where(of_past_meetings(limit))
    return delete(ChangeRequest).where(ChangeRequest.registration_id.in_(theirs))


def _forgotten(limit):
    """Registrations from which names were taken: what hangs on them goes as well."""
    return select(Registration.id).where(Registration.forgotten_at <= limit)


def forget_guardians(limit):
    """With the names of a minor the guardian's; that there was a consent stays as a day."""
    return delete(GuardianConsent).where(GuardianConsent.registration_id.in_(_forgotten(limit)))


def forget_chaperones(limit):
    """Who went along with whom."""
    return delete(Chaperone).where(Chaperone.minor_id.in_(_forgotten(limit)))


def forget_day(model):
    """What hangs on the day of somebody whose name is gone: links, checks, calls for help."""
    return lambda limit: delete(model).where(model.registration_id.in_(_forgotten(limit)))


def delete_needs(limit):
    """What people needed, soon after the meeting."""
    over = select(Registration.id).join(Registration.meeting).where(Meeting.ends_at <= limit)
    return delete(AccessNeed).where(AccessNeed.registration_id.in_(over))


def delete_proposals(limit):
    """Proposals of side events that were never in a programme, with who was asked to take part."""
    over = select(Meeting.id).where(Meeting.ends_at <= limit)
    return delete(SideEvent).where(SideEvent.meeting_id.in_(over), SideEvent.published_at.is_(None))


declare("meetings.side_events", side_event_settings.keep_days, delete_proposals)
declare("meetings.changes", lambda: 0, forget_changes)
declare("meetings.papers", lambda: 0, forget_papers)
declare("meetings.guardians", lambda: 0, forget_guardians)
declare("meetings.chaperones", lambda: 0, forget_chaperones)
declare("meetings.join_links", lambda: 0, forget_day(JoinLink))
declare("meetings.connection_checks", lambda: 0, forget_day(ConnectionCheck))
declare("meetings.help_requests", lambda: 0, forget_day(HelpRequest))
declare("meetings.needs", settings.needs_kept_days, delete_needs)
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
