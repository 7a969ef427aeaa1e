"""What of meetings ages: names, papers and wishes, after the days that the meeting itself says."""

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import INTERVAL

from engagement.core.retention import declare
from engagement.documents.models import Document
from engagement.meetings import settings, side_event_settings
from engagement.meetings.models import (
    AccessNeed,
    AttendanceLine,
    AttendanceList,
    CalendarFeed,
    ChangeRequest,
    Chaperone,
    ConnectionCheck,
    GuardianConsent,
    HelpRequest,
    Interpreter,
    JoinLink,
    Meeting,
    MeetingSession,
    NoticeTold,
    Registration,
    RegistrationPaper,
    SideEvent,
    Speaker,
    SpeakerPaper,
    SpeakerState,
)
from engagement.meetings.queries.meetings import end_of_all
from engagement.meetings.speaking_settings import keep_interpreters_days


def of_past_meetings(limit) -> ColumnElement[bool]:
    """That a registration is for a meeting whose days are over.

    They begin when the last ends of the meetings that share the registration.
    """
    return Registration.meeting_id.in_(select(Meeting.id).where(is_past(limit, end_of_all())))


def is_past(limit, ended=Meeting.ends_at) -> ColumnElement[bool]:
    """That the days of a meeting are over."""
    day = cast(literal("1 day"), INTERVAL)
    return ended + Meeting.retention_days * day <= limit


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


def forget_guardian_papers(limit):
    """With the names of a minor what a guardian signed, and the row of that consent with it."""
    signed = select(GuardianConsent.document_id).where(
        GuardianConsent.registration_id.in_(_forgotten(limit))
    )
    return delete(Document).where(Document.id.in_(signed))


def forget_guardians(limit):
    """So do the names of other guardians; that there was a consent stays as a day."""
    return delete(GuardianConsent).where(
        GuardianConsent.registration_id.in_(_forgotten(limit)),
        GuardianConsent.document_id.is_(None),
    )


def forget_chaperones(limit):
    """Who went along with whom."""
    return delete(Chaperone).where(Chaperone.minor_id.in_(_forgotten(limit)))


def forget_day(model):
    """What hangs on the day of somebody whose name is gone: links, checks, calls for help."""
    return lambda limit: delete(model).where(model.registration_id.in_(_forgotten(limit)))


def delete_needs(limit):
    """What people needed, soon after the meeting."""
    over = select(Registration.id).join(Registration.meeting).where(end_of_all() <= limit)
    return delete(AccessNeed).where(AccessNeed.registration_id.in_(over))


def forget_lines(limit):
    """Lines of attendance lists: whose they are with the names, those of nobody with the days.

    How long somebody was there stays, as figures need it.
    """
    over = select(Meeting.id).where(is_past(limit))
    of_past = (
        select(AttendanceList.id)
        .join(AttendanceList.session)
        .where(MeetingSession.meeting_id.in_(over))
    )
    nobody_s = AttendanceLine.registration_id.is_(None) & AttendanceLine.list_id.in_(of_past)
    return delete(AttendanceLine).where(
        or_(AttendanceLine.registration_id.in_(_forgotten(limit)), nobody_s)
    )


def forget_words(limit):
    """What somebody was going to say, once the name is gone; what was published as said stays."""
    kept = and_(Speaker.state == SpeakerState.SPOKEN, Speaker.text_public)
    return (
        update(Speaker)
        .where(
            Speaker.registration_id.in_(_forgotten(limit)),
            ~kept,
            or_(Speaker.text != {}, Speaker.reason.is_not(None)),
        )
        .values(text={}, reason=None)
    )


def forget_speakers_papers(limit):
    """The same of documents, whose rows go with them."""
    papers = select(SpeakerPaper.document_id).join(SpeakerPaper.speaker)
    gone = papers.where(
        Speaker.registration_id.in_(_forgotten(limit)),
        or_(Speaker.state != SpeakerState.SPOKEN, ~Speaker.text_public),
    )
    return delete(Document).where(Document.id.in_(gone))


def delete_interpreters(limit):
    """Who interpreted a session that is over."""
    over = select(MeetingSession.id).where(MeetingSession.ends_at <= limit)
    return delete(Interpreter).where(Interpreter.session_id.in_(over))


declare("meetings.speakers_words", lambda: 0, forget_words)
declare("meetings.speakers_papers", lambda: 0, forget_speakers_papers)
declare("meetings.interpreters", keep_interpreters_days, delete_interpreters)


def delete_proposals(limit):
    """Proposals of side events that were never in a programme, with who was asked to take part."""
    over = select(Meeting.id).where(Meeting.ends_at <= limit)
    return delete(SideEvent).where(SideEvent.meeting_id.in_(over), SideEvent.published_at.is_(None))


declare("meetings.side_events", side_event_settings.keep_days, delete_proposals)
declare("meetings.changes", lambda: 0, forget_changes)
declare("meetings.papers", lambda: 0, forget_papers)
declare("meetings.guardian_papers", lambda: 0, forget_guardian_papers)
declare("meetings.guardians", lambda: 0, forget_guardians)
declare("meetings.chaperones", lambda: 0, forget_chaperones)
declare("meetings.join_links", lambda: 0, forget_day(JoinLink))
declare("meetings.connection_checks", lambda: 0, forget_day(ConnectionCheck))
declare("meetings.help_requests", lambda: 0, forget_day(HelpRequest))
declare("meetings.attendance_lines", lambda: 0, forget_lines)
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
