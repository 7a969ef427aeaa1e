"""Sessions for which organizations register, told by features above: no import goes there."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from engagement.standing import settings


@dataclass(frozen=True)
class KnownSession:
    """A session for which registrations are kept here: its days, and whether one counts for it."""

    first: date
    last: date
    registered: bool

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day is within both."""
        return self.first <= last and first <= self.last


Source = Callable[[uuid.UUID], Iterable[KnownSession]]
SOURCES: list[Source] = []


def know_sessions(source: Source) -> Source:
    """Let a feature say, for an organization, which sessions there are; for use as a decorator."""
    SOURCES.append(source)
    return source


def sessions_for(organization_id: uuid.UUID) -> list[tuple[date, date]]:
    """First and last days of the sessions that protect an organization (product 3.3).

    Those for which it is registered; and of those of the setting each for which nobody can
    register here, since then every organization counts as registered.
    """
    known = [each for source in SOURCES for each in source(organization_id)]
    registered = [(each.first, each.last) for each in known if each.registered]
    written = [settings.as_session(each) for each in settings.sessions()]
    return registered + [
        days for days in written if not any(each.overlaps(*days) for each in known)
    ]
