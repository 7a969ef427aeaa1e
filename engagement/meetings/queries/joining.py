"""What somebody who joins sees: whether they may, their sessions, what officers tell everybody."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accounts.tokens import digest
from engagement.core.clock import now
from engagement.core.db import db
from engagement.meetings import settings
from engagement.meetings.models import (
    Broadcast,
    ConnectionCheck,
    HelpRequest,
    JoinLink,
    MeetingFallback,
    MeetingSession,
    MeetingState,
    Presence,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.checking_in import SUSPENDED
from engagement.meetings.queries.entries import sessions_of
from engagement.meetings.queries.minors import consent_of
from engagement.meetings.queries.standing import is_suspended

SECURE = "https://"


@dataclass(frozen=True)
class Joinable:
    """A session on the join page; `may_join` from `opens_at` until its end."""

    session: MeetingSession
    presence: Presence | None
    opens_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.session.ends_at <= now()

    @property
    def has_address(self) -> bool:
        """Whether the secretariat has entered an address that is safe to open."""
        return (self.session.join_url or "").startswith(SECURE)

    @property
    def may_join(self) -> bool:
        """Whether the button stands there now."""
        open_now = self.opens_at <= now() < self.session.ends_at
        return open_now and self.has_address and not is_off(self.session)


def is_off(session: MeetingSession) -> bool:
    """Whether the session, or its whole meeting, does not take place."""
    return session.cancelled_at is not None or session.meeting.state is MeetingState.CANCELLED


def registration_by_token(join_token: str) -> Registration | None:
    """Whose personal link this is; None once it was revoked or the names were taken out."""
    link = db.session.scalars(
        select(JoinLink).filter_by(token_hash=digest(join_token), revoked_at=None)
    ).first()
    if link is None or link.registration.forgotten_at is not None:
        return None
    return link.registration


def obstacle(registration: Registration):
    """Why this person cannot join, and what to do, as a sentence; None where nothing stands in it.

    Nobody joins without a confirmed place, nobody for an organization while it is suspended, and
    nobody under 18 without the guardian's consent.
    """
    if not registration.has_place:
        return NOT_CONFIRMED.get(registration.state, ENDED)
    if is_suspended(registration):
        return SUSPENDED
    if registration.is_minor:
        consent = consent_of(registration)
        if consent is None or not consent.is_given:
            return _l(
                "Your guardian has not agreed, or has taken the consent back. Ask your guardian"
                " to answer by the link in the mail; you can join as soon as that is done."
            )
    return None


ENDED = _l("Your registration has ended. Register again, as long as registration is open.")
NOT_CONFIRMED = {
    RegistrationState.INVITED: _l("You are invited, and not registered yet. Register first."),
    RegistrationState.DRAFT: _l("Your registration has not been sent yet. Send it first."),
    RegistrationState.SUBMITTED: _l(
        "Your registration is still being checked. You get a mail as soon as it is decided."
    ),
    RegistrationState.WAITING: _l(
        "You are on the waiting list. You get a mail as soon as a place becomes free for you."
    ),
}


def joinable(registration: Registration) -> list[Joinable]:
    """The sessions of today, by the clocks of the meeting, and those to come; two queries."""
    present = now()
    kept = [
        each
        for each in sessions_of(registration)
        if each.ends_at > present or _is_today(each, present)
    ]
    pressed = {
        each.session_id: each
        for each in db.session.scalars(
            select(Presence).where(Presence.registration_id == registration.id)
        )
    }
    before = timedelta(minutes=settings.join_minutes())
    return [Joinable(each, pressed.get(each.id), each.starts_at - before) for each in kept]


def _is_today(session, present):
    zone = ZoneInfo(session.meeting.zone)
    return session.ends_at.astimezone(zone).date() == present.astimezone(zone).date()


def broadcasts(meeting_ids: Sequence[uuid.UUID]) -> list[Broadcast]:
    """What officers tell everybody now, the last first."""
    return list(
        db.session.scalars(
            select(Broadcast)
            .where(Broadcast.meeting_id.in_(meeting_ids), Broadcast.ended_at.is_(None))
            .order_by(Broadcast.sent_at.desc(), Broadcast.id)
        )
    )


def fallbacks(meeting_ids: Sequence[uuid.UUID]) -> list[MeetingFallback]:
    """Other ways to follow these meetings."""
    return list(
        db.session.scalars(
            select(MeetingFallback)
            .where(MeetingFallback.meeting_id.in_(meeting_ids))
            .order_by(MeetingFallback.meeting_id)
        )
    )


def check_of(registration: Registration) -> ConnectionCheck | None:
    """What the person found when checking the connection last."""
    return db.session.scalars(
        select(ConnectionCheck).filter_by(registration_id=registration.id)
    ).first()


def help_of(registration: Registration) -> list[HelpRequest]:
    """For what somebody asked help, the last first."""
    return list(
        db.session.scalars(
            select(HelpRequest)
            .filter_by(registration_id=registration.id)
            .order_by(HelpRequest.asked_at.desc(), HelpRequest.id)
            .limit(20)
        )
    )
