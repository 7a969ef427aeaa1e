"""Manuals: what readers get, and what is being written."""

import uuid

from sqlalchemy import exists, select

from engagement.core.db import db
from engagement.meetings.models import Manual, ManualAudience, ManualVersion, Meeting

ORDER = {audience: place for place, audience in enumerate(ManualAudience)}


def published(meeting: Meeting | None = None) -> list[Manual]:
    """Manuals for readers, those for everybody first; for one meeting or, without, for all."""
    has_words = exists().where(
        ManualVersion.manual_id == Manual.id, ManualVersion.published_at.is_not(None)
    )
    return _sorted(
        select(Manual).where(
            Manual.meeting_id.is_(None)
            if meeting is None
            else Manual.meeting_id.is_(None) | (Manual.meeting_id == meeting.id),
            Manual.retired_at.is_(None),
            has_words,
        )
    )


def kept() -> list[Manual]:
    """All that have not been retired, for officers, also those that nobody reads yet."""
    return _sorted(select(Manual).where(Manual.retired_at.is_(None)))


def _sorted(statement):
    found = db.session.scalars(statement)
    return sorted(found, key=lambda one: (ORDER[one.audience], one.created_at, one.id))


def get_manual(manual_id: uuid.UUID) -> Manual | None:
    """A manual by its id."""
    return db.session.get(Manual, manual_id)


def version_of(manual: Manual, asked: str) -> ManualVersion | None:
    """The published version with the number that was asked for; the current one without."""
    if not asked:
        return manual.current
    return next(
        (each for each in manual.versions if str(each.number) == asked and each.published_at),
        None,
    )
