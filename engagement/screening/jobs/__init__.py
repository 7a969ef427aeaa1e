"""Scheduled entry points of screening, by noun."""

from engagement.screening.jobs import lists, matches, risk

__all__ = ["lists", "matches", "risk"]
