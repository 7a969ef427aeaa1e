"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import compact, lists, matches, risk

__all__ = [
    "compact",
    "lists",
    "matches",
    "risk",
]
