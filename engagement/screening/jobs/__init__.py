"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import lists

__all__ = ["lists"]
