"""Verbs on meetings and registrations, by noun."""

from engagement.meetings.commands import (
    departures,  # noqa: F401  says what erasure does
    readdressing,  # noqa: F401  follows an account's address
)
