"""Verbs on meetings and registrations, by noun."""

from engagement.meetings.commands import departures  # noqa: F401  says what erasure does
