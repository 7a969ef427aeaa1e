"""Speakers' lists: of a meeting, who stands on one, in whose name somebody may ask."""

import uuid
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.models import (
    CONFIRMED,
    HEARD,
    IN_LINE,
    AgendaItem,
    CategoryKind,
    Meeting,
    MeetingStatement,
    Registration,
    Speaker,
    SpeakerKind,
    SpeakerPaper,
    SpeakersList,
    SpeakerState,
    StatementState,
)
from engagement.meetings.queries.registrations import without_conflict
from engagement.meetings.queries.standing import suspended_among
from engagement.meetings.speaking_order import Waiting

VOICES = {
    CategoryKind.MEMBER_STATE: (SpeakerKind.MEMBER_STATE, SpeakerKind.STATE_GROUP),
    CategoryKind.SPECIALIZED_AGENCY: (SpeakerKind.SPECIALIZED_AGENCY,),
    CategoryKind.UN_BODY: (SpeakerKind.UN_BODY,),
    CategoryKind.AGREEMENT: (SpeakerKind.AGREEMENT,),
    CategoryKind.INTERGOVERNMENTAL: (SpeakerKind.INTERGOVERNMENTAL,),
    CategoryKind.ACCREDITED: (SpeakerKind.ACCREDITED, SpeakerKind.MAJOR_GROUP),
    CategoryKind.PRIVATE_SECTOR: (SpeakerKind.PRIVATE_SECTOR,),
}
"""In whose name participants of a category may speak; the public and the media listen."""


def voices_of(registration: Registration, speakers_list: SpeakersList) -> list[SpeakerKind]:
    """In whose name somebody may ask for the floor on this list, the nearest first."""
    organization = registration.organization
    return [
        kind
        for kind in VOICES.get(registration.category.kind, ())
        if kind in speakers_list.places
        and (kind is not SpeakerKind.MAJOR_GROUP or (organization and organization.major_group))
    ]


def lists_of(meeting: Meeting) -> list[SpeakersList]:
    """The lists of a meeting in the order of its agenda."""
    return list(
        db.session.scalars(
            select(SpeakersList)
            .join(SpeakersList.agenda_item)
            .where(AgendaItem.meeting_id == meeting.id)
            .order_by(AgendaItem.position, AgendaItem.id)
            .options(contains_eager(SpeakersList.agenda_item))
        )
    )


def list_of(item: AgendaItem) -> SpeakersList | None:
    """The list of an item of the agenda."""
    return db.session.scalars(select(SpeakersList).filter_by(agenda_item_id=item.id)).first()


def in_line(speakers_list: SpeakersList) -> list[Speaker]:
    """Who waits to be called, first in line first."""
    return list(
        db.session.scalars(
            _whole(speakers_list).where(Speaker.state.in_(IN_LINE)).order_by(Speaker.position)
        )
    )


def with_floor(speakers_list: SpeakersList) -> Speaker | None:
    """Who has the floor."""
    return db.session.scalars(_whole(speakers_list).filter_by(state=SpeakerState.FLOOR)).first()


def others(speakers_list: SpeakersList) -> list[Speaker]:
    """Who has spoken, was passed over or taken out; the latest first."""
    return list(
        db.session.scalars(
            _whole(speakers_list)
            .where(Speaker.state.not_in((*IN_LINE, SpeakerState.FLOOR)))
            .order_by(func.coalesce(Speaker.ended_at, Speaker.asked_at).desc(), Speaker.id)
        )
    )


def _whole(speakers_list) -> Select:
    """Requests with all that a line of a list says; one query, however many."""
    return (
        select(Speaker)
        .where(Speaker.speakers_list_id == speakers_list.id)
        .options(
            joinedload(Speaker.registration).joinedload(Registration.category),
            joinedload(Speaker.registration).joinedload(Registration.organization),
        )
    )


def can_be_called(line: Sequence[Speaker]) -> list[Speaker]:
    """Those of a line whose place at the meeting still stands, and whose body is not suspended."""
    suspended = suspended_among(each.registration for each in line)
    return [
        each
        for each in line
        if each.registration.has_place and each.registration_id not in suspended
    ]


def called(line: Sequence[Speaker]) -> Speaker | None:
    """Who of a line is called next."""
    return next(iter(can_be_called(line)), None)


def waiting_of(speakers: Sequence[Speaker]) -> list[Waiting]:
    """Requests as the rules of order take them."""
    return [
        Waiting(
            each.id,
            each.kind,
            each.rank,
            each.asked_at,
            position=each.position,
            moved=each.moved_at is not None,
        )
        for each in speakers
    ]


def served(speakers_list: SpeakersList) -> Counter:
    """How many of each kind have had the floor."""
    rows = db.session.execute(
        select(Speaker.kind, func.count().label("speakers"))
        .where(Speaker.speakers_list_id == speakers_list.id, Speaker.called_at.is_not(None))
        .where(Speaker.state.not_in(IN_LINE))
        .group_by(Speaker.kind)
    )
    return Counter({row.kind: row.speakers for row in rows})


def has_voice(speakers_list: SpeakersList, speaks_for: str, *, heard: bool) -> bool:
    """Whether somebody asked in this name already; `heard` counts who has spoken, too."""
    gone = (SpeakerState.WITHDRAWN,) if heard else HEARD
    found = select(Speaker.id).where(
        Speaker.speakers_list_id == speakers_list.id,
        Speaker.speaks_for == speaks_for,
        Speaker.state.not_in(gone),
    )
    return db.session.scalar(found.limit(1)) is not None


def own_of(meeting: Meeting, actor: Actor) -> list[Speaker]:
    """Requests of a person, and of the organizations and States for which the person acts."""
    states = (SpeakerKind.MEMBER_STATE, SpeakerKind.STATE_GROUP)
    return list(
        db.session.scalars(
            select(Speaker)
            .join(Speaker.speakers_list)
            .join(SpeakersList.agenda_item)
            .join(Speaker.registration)
            .where(
                AgendaItem.meeting_id == meeting.id,
                or_(
                    Registration.person_id == actor.id,
                    Speaker.organization_id.in_(actor.leads),
                    Speaker.country.in_(actor.delegate_of) & Speaker.kind.in_(states),
                ),
            )
            .order_by(AgendaItem.position, Speaker.asked_at, Speaker.id)
        )
    )


def takes_part(meeting: Meeting, actor: Actor) -> bool:
    """Whether a person has a confirmed place at a meeting."""
    if actor.id is None:
        return False
    found = select(Registration.id).where(
        Registration.meeting_id == meeting.registers_at.id,
        Registration.person_id == actor.id,
        Registration.state.in_(CONFIRMED),
    )
    return db.session.scalar(found.limit(1)) is not None


def own_statements(speaker: Speaker) -> list[MeetingStatement]:
    """Published written statements of the same voice on the same item."""
    if speaker.kind is SpeakerKind.MEMBER_STATE:
        author = MeetingStatement.country == speaker.country
    elif speaker.organization_id is not None:
        author = MeetingStatement.organization_id == speaker.organization_id
    else:
        return []
    return list(
        db.session.scalars(
            select(MeetingStatement)
            .where(
                MeetingStatement.agenda_item_id == speaker.speakers_list.agenda_item_id,
                MeetingStatement.state == StatementState.PUBLISHED,
                author,
            )
            .order_by(MeetingStatement.published_at, MeetingStatement.id)
        )
    )


def registration_called(reference: str, meeting: Meeting, actor: Actor) -> Registration | None:
    """The registration of a number at a meeting, unless a conflict keeps it from this officer."""
    return db.session.scalars(
        select(Registration).where(
            Registration.reference == reference.strip().upper(),
            Registration.meeting_id == meeting.registers_at.id,
            without_conflict(actor),
        )
    ).first()


def get_list(speakers_list_id: uuid.UUID) -> SpeakersList | None:
    """A speakers' list by its id."""
    return db.session.get(SpeakersList, speakers_list_id)


def get_speaker(speaker_id: uuid.UUID) -> Speaker | None:
    """A request for the floor by its id."""
    return db.session.get(Speaker, speaker_id)


def get_paper(speaker_paper_id: uuid.UUID) -> SpeakerPaper | None:
    """The text of an intervention as a document, by its id."""
    return db.session.get(SpeakerPaper, speaker_paper_id)
