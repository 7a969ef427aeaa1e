"""A meeting that is over, of which every figure of meetings is neither nothing nor all."""

import itertools
import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from engagement.bodies.models import BodyKey
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.major_groups import MajorGroup
from engagement.core.text import LANGUAGES
from engagement.demo.builders import make_account
from engagement.demo.case_builders import make_accreditation
from engagement.demo.meeting_builders import category_of, make_online_meeting
from engagement.meetings.models import (
    AgeBand,
    AgendaItem,
    CategoryKind,
    Disposition,
    HelpKind,
    HelpRequest,
    Incident,
    Manual,
    ManualAudience,
    ManualVersion,
    Meeting,
    MeetingSession,
    MeetingStatement,
    Mode,
    Presence,
    Registration,
    RegistrationState,
    Relation,
    StatementState,
)
from engagement.protocol.models import Mission, State

SIX_OF_EACH = 6
"""More than the small-number rule hides, on either side of each share."""
FAR_STATES = {"MW": True, "TO": False}
"""States without a mission, and whether they took part."""
CODES = {
    "youth_at_meetings",
    "minors_safe_at_meetings",
    "registration_hours",
    "statements_answered",
    "business_at_meetings",
    "business_relation_told",
    "states_at_committee",
    "states_without_mission_at_committee",
    "remote_participation",
    "help_in_time",
    "sessions_in_six_languages",
    "interpretation_without_break",
    "manuals_in_six_languages",
    "manuals_reviewed",
}


@bookkeeping
def make_meeting_figures(day: date) -> Meeting:
    """All of it, over by `day`; who was answered at once before has waited for three hours."""
    db.session.execute(
        update(Registration)
        .where(Registration.confirmed_at < Registration.submitted_at + timedelta(hours=1))
        .values(confirmed_at=Registration.submitted_at + timedelta(hours=3))
        .execution_options(synchronize_session=False)
    )
    noon = datetime.combine(day - timedelta(days=10), time(12), ZoneInfo("UTC"))
    meeting = make_online_meeting(
        kinds=(
            CategoryKind.MEMBER_STATE,
            CategoryKind.ACCREDITED,
            CategoryKind.PRIVATE_SECTOR,
            CategoryKind.PUBLIC,
        ),
        mode=Mode.HYBRID,
        body=BodyKey.COMMITTEE,
        starts_at=noon,
        published_at=noon - timedelta(days=30),
    )
    _people(meeting, noon - timedelta(days=20))
    _states(meeting, day)
    _sessions(meeting)
    _statements(meeting)
    _manuals(noon)
    db.session.flush()
    return meeting


def _people(meeting, sent_at):
    """Of each kind of participant six with and six without what is counted."""
    business = make_accreditation(major_group=MajorGroup.BUSINESS).organization_id
    others = make_accreditation(major_group=MajorGroup.WOMEN).organization_id
    kinds = {kind: category_of(meeting, kind).id for kind in CategoryKind if _has(meeting, kind)}
    adults = [
        {
            "category_id": kinds[kind],
            "organization_id": organization,
            "relation": Relation.STAFF if place % 2 else None,
            "age_band": AgeBand.YOUNG_ADULT if place % 2 else AgeBand.OLDER,
            "mode": Mode.ONLINE if place % 2 else Mode.IN_PERSON,
        }
        for kind, organization in (
            (CategoryKind.ACCREDITED, business),
            (CategoryKind.PRIVATE_SECTOR, business),
            (CategoryKind.ACCREDITED, others),
        )
        for place in range(2 * SIX_OF_EACH)
    ]
    rows = [_row(meeting, sent_at, each) for each in adults]
    minors = [
        _row(
            meeting,
            sent_at,
            {
                "category_id": kinds[CategoryKind.PUBLIC],
                "age_band": AgeBand.YOUTH,
                "guardian_consent_at": sent_at if safe else None,
                "chaperone_id": rows[0]["id"] if safe else None,
                "state": RegistrationState.CONFIRMED if safe else RegistrationState.SUBMITTED,
                "confirmed_at": sent_at if safe else None,
            },
        )
        for safe in (True, False)
        for _ in range(SIX_OF_EACH)
    ]
    for each in (rows, minors):
        db.session.execute(insert(Registration), each)
    officer = make_account()
    db.session.add_all(
        HelpRequest(
            registration_id=row["id"],
            kind=HelpKind.SOUND,
            asked_at=meeting.starts_at,
            taken_at=meeting.starts_at,
            taken_by_id=officer.id,
            answered_at=meeting.starts_at + timedelta(minutes=3 if place % 2 else 40),
            answer="Try again.",
        )
        for place, row in enumerate(rows[: 2 * SIX_OF_EACH])
    )


def _has(meeting, kind):
    return any(each.kind is kind for each in meeting.categories)


_numbers = itertools.count(1)


def _row(meeting, sent_at, values):
    number = next(_numbers)
    return {
        "id": uuid.uuid4(),
        "meeting_id": meeting.id,
        "organization_id": None,
        "relation": None,
        "reference": f"REG-FIGURE-{number}",
        "state": RegistrationState.CONFIRMED,
        "name": f"Somebody {number}",
        "email": f"somebody{number}@figures.example",
        "email_key": f"somebody{number}@figures.example",
        "language": "en",
        "country": "KE",
        "mode": Mode.ONLINE,
        "age_band": AgeBand.ADULT,
        "number": number,
        "submitted_at": sent_at,
        "confirmed_at": sent_at + timedelta(hours=5),
    } | values


def _states(meeting, day):
    """Kenya has a mission; of two without one was in a session."""
    states = {"KE": (Mission.YES, True)} | {
        code: (Mission.NO, came) for code, came in FAR_STATES.items()
    }
    known = {each.country: each for each in db.session.query(State)}
    category = category_of(meeting, CategoryKind.MEMBER_STATE)
    for code, (mission, came) in states.items():
        state = known.get(code) or State(country=code)
        state.mission, state.mission_source, state.mission_on = mission, "A note", day
        db.session.add(state)
        row = _row(meeting, meeting.published_at, {"country": code, "category_id": category.id})
        db.session.execute(insert(Registration), row)
        db.session.add(
            Presence(
                registration_id=row["id"],
                session_id=meeting.sessions[0].id,
                tried_at=meeting.starts_at,
                in_at=meeting.starts_at if came else None,
            )
        )


def _sessions(meeting):
    """One session in all languages, interrupted in one of them, beside one in English, French."""
    session = MeetingSession(
        meeting=meeting,
        title={"en": "Closing"},
        starts_at=meeting.ends_at,
        ends_at=meeting.ends_at + timedelta(hours=2),
        first_starts_at=meeting.ends_at,
        interpretation=list(LANGUAGES),
    )
    incident = Incident(session=session, language="ar", entered_by_id=meeting.created_by_id)
    db.session.add_all([session, incident])


def _statements(meeting):
    """Of two published statements one was taken up."""
    published = {"state": StatementState.PUBLISHED, "published_at": meeting.starts_at}
    item = AgendaItem(meeting_id=meeting.id, number="1", title={"en": "Rivers"}, position=0)
    db.session.add(item)
    for country, disposition in (("KE", Disposition.TAKEN_UP), ("MW", None)):
        statement = MeetingStatement(
            agenda_item=item,
            country=country,
            text={"en": "Clean rivers."},
            created_by_id=meeting.created_by_id,
            disposition=disposition,
            disposed_at=meeting.ends_at if disposition else None,
            **published,
        )
        db.session.add(statement)


def _manuals(noon):
    """One in six languages, long ago; one in one language, lately."""
    writer = make_account().id
    for languages, published_at in ((LANGUAGES, noon - timedelta(days=800)), (["en"], noon)):
        manual = Manual(audience=ManualAudience.EVERYBODY, created_by_id=writer, created_at=now())
        words = {each: "How to join" for each in languages}
        manual.versions = [
            ManualVersion(
                number=1,
                title=words,
                text=words,
                written_by_id=writer,
                published_by_id=writer,
                published_at=published_at,
            )
        ]
        db.session.add(manual)
