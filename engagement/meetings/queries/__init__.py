"""Reads of meetings, by noun."""

from engagement.meetings.queries import bodies  # noqa: F401  tells standing which sessions there are
