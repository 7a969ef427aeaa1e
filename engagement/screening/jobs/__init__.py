"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import risk  # noqa: F401
