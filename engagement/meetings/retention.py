"""What of meetings ages: names, papers and wishes, after the days that the meeting itself says."""

from sqlalchemy import ColumnElement, String, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import INTERVAL

from engagement.core.retention import declare
from engagement.documents.models import Document
from engagement.meetings.models import ChangeRequest, Meeting, Registration, RegistrationPaper


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


declare("meetings.changes", lambda: 0, forget_changes)
declare("meetings.papers", lambda: 0, forget_papers)
declare("meetings.registrations", lambda: 0, forget_people)
