"""What is going to be said: how many words, how fast, in time for those who interpret it or not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from engagement.accounts.tokens import digest
from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings import speaking_settings as settings
from engagement.meetings.models import (
    AgendaItem,
    Interpreter,
    Meeting,
    MeetingSession,
    MeetingStatement,
    Registration,
    Speaker,
    SpeakerPaper,
    SpeakersList,
    SpeakerState,
    StatementState,
)
from engagement.meetings.queries.joining import is_off
from engagement.meetings.word_counts import count_words

GONE = (SpeakerState.WITHDRAWN,)


@dataclass(frozen=True)
class Pace:
    """A text in one language: `words` to be said in `seconds`, of which `most` can be interpreted.

    `words` are characters in Chinese.
    """

    language: str
    words: int
    seconds: int
    of_document: bool = False

    @property
    def most(self) -> int:
        """How many words fit into the time."""
        return fitting(self.seconds, self.language)

    @property
    def a_minute(self) -> int:
        """Words a minute, rounded up: nobody is told to be slower than the rule by a rounding."""
        return -(-self.words * 60 // self.seconds)

    @property
    def too_fast(self) -> bool:
        """Whether it is more than can be interpreted in the time."""
        return self.words > self.most


def fitting(seconds: int, language: str) -> int:
    """How many words (in Chinese: characters) can be said in so many seconds and interpreted."""
    rate = settings.characters_a_minute() if language == "zh" else settings.words_a_minute()
    return rate * seconds // 60


def paces(speaker: Speaker) -> list[Pace]:
    """The texts of a speaker, or of the statement chosen, and documents that a machine can read."""
    texts = speaker.text or (speaker.statement.text if speaker.statement else {})
    written = [
        Pace(language, count_words(text), speaker.allotted)
        for language, text in texts.items()
        if text
    ]
    return written + [pace for each in speaker.papers if (pace := pace_of(each))]


def pace_of(paper: SpeakerPaper) -> Pace | None:
    """That of a document; None where its words could not be counted."""
    if paper.words is None:
        return None
    return Pace(paper.language, paper.words, paper.speaker.allotted, of_document=True)


def texts_due(speakers_list: SpeakersList) -> datetime | None:
    """By when interpreters should have the texts; None where no hour is known."""
    begins = speakers_list.begins_at
    return begins - timedelta(minutes=settings.text_minutes()) if begins else None


def is_late(speaker: Speaker) -> bool:
    """Whether what is there came in after that."""
    due = texts_due(speaker.speakers_list)
    return due is not None and speaker.handed_in_at is not None and speaker.handed_in_at > due


@dataclass(frozen=True)
class Part:
    """What is said on one item in a session: its list, the requests, the written statements."""

    item: AgendaItem
    speakers_list: SpeakersList
    speakers: Sequence[Speaker]
    statements: Sequence[MeetingStatement]


def parts_of(session: MeetingSession) -> list[Part]:
    """The items that are taken up in a session, in order, with all that interpreters get."""
    lists = db.session.scalars(
        select(SpeakersList)
        .join(SpeakersList.agenda_item)
        .where(SpeakersList.session_id == session.id)
        .order_by(SpeakersList.starts_after, AgendaItem.position, AgendaItem.id)
    ).all()
    speakers = db.session.scalars(
        select(Speaker)
        .where(
            Speaker.speakers_list_id.in_([each.id for each in lists]),
            Speaker.state.not_in(GONE),
        )
        .order_by(
            Speaker.state != SpeakerState.FLOOR,
            Speaker.position.nulls_last(),
            Speaker.called_at,
            Speaker.id,
        )
        .options(
            selectinload(Speaker.papers),
            selectinload(Speaker.statement),
            joinedload(Speaker.registration).joinedload(Registration.organization),
        )
    ).all()
    statements = db.session.scalars(
        select(MeetingStatement)
        .where(
            MeetingStatement.agenda_item_id.in_([each.agenda_item_id for each in lists]),
            MeetingStatement.state == StatementState.PUBLISHED,
        )
        .order_by(MeetingStatement.submitted_at, MeetingStatement.id)
    ).all()
    return [
        Part(
            each.agenda_item,
            each,
            [one for one in speakers if one.speakers_list_id == each.id],
            [one for one in statements if one.agenda_item_id == each.agenda_item_id],
        )
        for each in lists
    ]


def interpreters_of(session: MeetingSession) -> list[Interpreter]:
    """Who interprets a session, those whose link was revoked last."""
    return list(
        db.session.scalars(
            select(Interpreter)
            .filter_by(session_id=session.id)
            .order_by(
                Interpreter.revoked_at.is_not(None), Interpreter.language, Interpreter.invited_at
            )
        )
    )


def get_interpreter(interpreter_id: uuid.UUID) -> Interpreter | None:
    """An interpreter by the id."""
    return db.session.get(Interpreter, interpreter_id)


def interpreter_by_token(token: str) -> Interpreter | None:
    """Whose link this is; None once it was revoked, or the session is over or cancelled."""
    found = db.session.scalars(
        select(Interpreter).filter_by(token_hash=digest(token), revoked_at=None)
    ).first()
    if found is None or found.session.ends_at <= now() or is_off(found.session):
        return None
    return found


def spoken_text(speaker_id: uuid.UUID, session: MeetingSession) -> Speaker | None:
    """A request on a list of a session, as its interpreters may read it."""
    found = db.session.get(Speaker, speaker_id)
    if found is None or found.state in GONE or found.speakers_list.session_id != session.id:
        return None
    return found


def due_lists() -> list[uuid.UUID]:
    """Lists whose time to ask is over, and that nobody has fixed yet."""
    return list(
        db.session.scalars(
            select(SpeakersList.id)
            .join(SpeakersList.agenda_item)
            .join(AgendaItem.meeting)
            .where(
                SpeakersList.fixed_at.is_(None),
                SpeakersList.closes_at <= now(),
                Meeting.state == "published",
            )
            .order_by(SpeakersList.closes_at, SpeakersList.id)
        )
    )
