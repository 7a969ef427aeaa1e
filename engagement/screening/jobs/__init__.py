"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import matches  # noqa: F401
