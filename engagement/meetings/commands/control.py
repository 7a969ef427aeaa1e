"""What officers do on the day: each at once, and seen on every join page that is loaded next."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.touching import as_they_are, touch
from engagement.meetings.models import (
    Broadcast,
    Incident,
    Meeting,
    MeetingFallback,
    MeetingNotice,
    MeetingSession,
)
from engagement.meetings.queries.joining import SECURE, fallbacks


@command
def broadcast(
    meeting: Meeting,
    text: str,
    *,
    language: str,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> Broadcast:
    """Let a text stand on everybody's join page. RuleViolation for none."""
    begin(meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(Broadcast, earlier.result_id)
    if not text.strip():
        raise RuleViolation(_l("Write something first."))
    sent = Broadcast(meeting=meeting, text=text.strip(), language=language, sent_by_id=actor.id)
    db.session.add(sent)
    db.session.flush()
    once.remember(key, sent.id)
    finish("day:broadcast", meeting, meeting, actor, broadcast=str(sent.id), language=language)
    return sent


@command
def take_down(meeting: Meeting, *, actor: Actor) -> None:
    """Take down every text that stands on the join page of a meeting."""
    begin(meeting, actor)
    db.session.execute(
        update(Broadcast)
        .where(Broadcast.meeting_id == meeting.id, Broadcast.ended_at.is_(None))
        .values(ended_at=now()),
        execution_options={"synchronize_session": False},
    )
    finish("day:broadcasts-ended", meeting, meeting, actor)


@command
def set_fallback(
    meeting: Meeting,
    *,
    platform_url: str | None,
    telephone: str | None,
    tv_url: str | None,
    actor: Actor,
) -> MeetingFallback:
    """Show other ways to follow the meeting, or none. RuleViolation for an unsafe address."""
    begin(meeting, actor)
    for address in (platform_url, tv_url):
        refuse_unsafe(address)
    shown = next(iter(fallbacks([meeting.id])), None) or MeetingFallback(meeting=meeting)
    shown.platform_url, shown.telephone = platform_url or None, telephone or None
    shown.tv_url, shown.set_by_id, shown.set_at = tv_url or None, actor.id, now()
    db.session.add(shown)
    db.session.flush()
    finish("day:fallback", meeting, meeting, actor)
    return shown


@command
def rotate_link(session: MeetingSession, join_url: str, *, actor: Actor) -> MeetingNotice | None:
    """Put another address in place of one that got into wrong hands; everybody is told.

    RuleViolation for the same address, an unsafe one, and a session that is over or cancelled.
    """
    begin(session.meeting, actor)
    lock(session)
    refuse_unsafe(join_url)
    if not join_url or join_url == session.join_url:
        raise RuleViolation(_l("Enter an address that is not the one of now."))
    if session.cancelled_at is not None or session.ends_at <= now():
        raise RuleViolation(_l("This session is over or cancelled."))
    before = as_they_are([session])
    session.join_url = join_url
    notice = touch(session.meeting, before)
    finish("day:link-rotated", session, session.meeting, actor)
    return notice


@command
def begin_incident(
    session: MeetingSession,
    language: str,
    *,
    note: str | None,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> Incident:
    """Note that interpretation into a language has stopped.

    RuleViolation for a language that is not interpreted, and while one is open for it.
    """
    begin(session.meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(Incident, earlier.result_id)
    if language not in session.interpretation:
        raise RuleViolation(_l("This session is not interpreted into that language."))
    stopped = Incident.__table__
    if db.session.execute(
        stopped.select().where(
            stopped.c.session_id == session.id,
            stopped.c.language == language,
            stopped.c.ended_at.is_(None),
        )
    ).first():
        raise RuleViolation(_l("This is noted already, and not over."))
    incident = Incident(
        session=session, language=language, note=note or None, entered_by_id=actor.id
    )
    db.session.add(incident)
    db.session.flush()
    once.remember(key, incident.id)
    finish("day:interpretation-stopped", session, session.meeting, actor, language=language)
    return incident


@command
def end_incident(incident: Incident, *, note: str | None, actor: Actor) -> None:
    """Note that interpretation works again. RuleViolation where that is noted already."""
    begin(incident.meeting, actor)
    lock(incident)
    if incident.ended_at is not None:
        raise RuleViolation(_l("This is noted already."))
    incident.ended_at, incident.note = now(), note or None
    finish(
        "day:interpretation-back",
        incident.session,
        incident.meeting,
        actor,
        language=incident.language,
    )


def refuse_unsafe(address: str | None) -> None:
    """RuleViolation for an address that is not https: whoever listens could change what it is."""
    if address and not address.startswith(SECURE):
        raise RuleViolation(_l("Enter an address that begins with https://."))
