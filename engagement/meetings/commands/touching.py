"""Sessions that calendars have to follow: one place for whatever moves, cancels or relinks them.

    before = as_they_are(meeting.sessions)
    session.starts_at = …
    touch(meeting, before)

Parts of commands, none by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engagement.core.clock import now
from engagement.core.db import db
from engagement.jobs.queue import BULK, enqueue
from engagement.meetings.commands.attendance import recount
from engagement.meetings.models import (
    Meeting,
    MeetingNotice,
    MeetingSession,
    MeetingState,
    NoticeKind,
)


@dataclass(frozen=True)
class Before:
    """A session as people know it. One that is new is known to nobody: `starts_at` is None."""

    session: MeetingSession
    starts_at: datetime | None
    ends_at: datetime | None
    join_url: str | None
    cancelled_at: datetime | None

    @property
    def facts(self) -> dict | None:
        """What is different now, to be told; None where nothing is."""
        now_at = self.session
        moved = (self.starts_at, self.ends_at) != (now_at.starts_at, now_at.ends_at)
        relinked = self.join_url != now_at.join_url
        cancelled = self.cancelled_at is None and now_at.cancelled_at is not None
        if not (moved or relinked or cancelled):
            return None
        return {
            "session_id": str(now_at.id),
            "starts_at": self.starts_at.isoformat() if self.starts_at else None,
            "ends_at": self.ends_at.isoformat() if self.ends_at else None,
            "moved": moved,
            "relinked": relinked,
            "cancelled": cancelled,
        }


def as_they_are(sessions: Iterable[MeetingSession]) -> list[Before]:
    """Remember sessions before a command changes them."""
    return [
        Before(each, each.starts_at, each.ends_at, each.join_url, each.cancelled_at)
        for each in sessions
    ]


def as_new(session: MeetingSession) -> Before:
    """The same for a session that has just been added: those who are registered get it, too."""
    return Before(session, None, None, session.join_url, None)


def touch(
    meeting: Meeting, before: Sequence[Before], *, reason: str | None = None
) -> MeetingNotice | None:
    """Raise the sequence of every session that is not as before, and let people be told.

    Nobody is told of a draft, of what is over, or where nothing has changed that calendars show or
    that leads into the meeting: None then.
    """
    changed = {each.session: facts for each in before if (facts := each.facts)}
    for session in changed:
        session.sequence += 1
        session.changed_at = now()
        if changed[session]["moved"]:
            recount(session)
    if not changed:
        return None
    meeting.sequence += 1
    if meeting.state is not MeetingState.PUBLISHED or all(
        each.ends_at <= now() for each in changed
    ):
        db.session.flush()
        return None
    notice = MeetingNotice(
        meeting=meeting,
        kind=NoticeKind.CHANGE,
        key=f"change:{meeting.sequence}",
        facts={"sessions": list(changed.values())},
        reason=reason,
    )
    db.session.add(notice)
    db.session.flush()
    enqueue("meetings.tell_notice", priority=BULK, notice_id=str(notice.id))
    return notice
