"""What must always hold of screening, by noun."""

from engagement.screening.invariants import cases, committee, compact, lists, matches

__all__ = ["cases", "committee", "compact", "lists", "matches"]
