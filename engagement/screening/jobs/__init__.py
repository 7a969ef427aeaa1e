"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import lists, matches, risk  # noqa: F401

__all__ = [
    "lists",
    "matches",
]
