"""When something of an accreditation is due, and from which day a measure may take effect."""

from collections.abc import Iterable
from datetime import date, timedelta

from engagement.accreditation.queries import report_due_on
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import today
from engagement.standing import settings


def next_report_day(due_on: date, accepted_on: date, track: str = MAJOR_GROUP.key) -> date:
    """When the report after one is due: years after it was due, or after its acceptance if late.

    A report that came so late that the next day would be over does not owe another at once. That of
    a company is its renewal, due in as many months as an accreditation of its track holds.
    """
    day = report_due_on(track, due_on)
    return day if day > accepted_on else report_due_on(track, accepted_on)


def earliest_effect(day: date, sessions: Iterable[tuple[date, date]]) -> date:
    """The first day from `day` on that is not shortly before a session, nor within one.

    `sessions` are first and last days; those of an organization are `sessions_for` it.
    """
    quiet = timedelta(days=settings.quiet_days())
    for first, last in sorted(sessions):
        if first - quiet <= day <= last:
            day = last + timedelta(days=1)
    return day


def grace_ends(due_on: date) -> date:
    """The last day on which an overdue report still keeps notice away."""
    return due_on + timedelta(days=settings.grace_days())


def may_report_from(due_on: date) -> date:
    """From when a report can be written: the earliest reminder, half a year by default."""
    return due_on - timedelta(days=max(reminder_days()))


def reminder_days() -> list[int]:
    """Days before a report is due on which its organization is reminded, the longest first."""
    return sorted({int(each) for each in settings.reminder_days()}, reverse=True)


def is_overdue(due_on: date | None) -> bool:
    """Whether a report was due before today."""
    return due_on is not None and due_on < today()
