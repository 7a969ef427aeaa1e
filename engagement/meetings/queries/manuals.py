"""Manuals: what readers get, and what is being written."""

import uuid
from collections.abc import Collection

from sqlalchemy import exists, select

from engagement.core.db import db
from engagement.meetings.models import Manual, ManualAudience, ManualVersion

ORDER = {audience: place for place, audience in enumerate(ManualAudience)}


_FOR_READERS = (
    Manual.retired_at.is_(None),
    exists().where(ManualVersion.manual_id == Manual.id, ManualVersion.published_at.is_not(None)),
)


def published() -> list[Manual]:
    """Manuals of all meetings for readers, those for everybody first."""
    return _sorted(select(Manual).where(Manual.meeting_id.is_(None), *_FOR_READERS))


def of_meetings(meeting_ids: Collection[uuid.UUID]) -> list[Manual]:
    """Manuals for readers that are of one of these meetings alone."""
    return _sorted(select(Manual).where(Manual.meeting_id.in_(meeting_ids), *_FOR_READERS))


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
