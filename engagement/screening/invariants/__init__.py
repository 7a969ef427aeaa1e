"""What must always hold of screening, by noun."""

from engagement.screening.invariants import cases, committee, lists

__all__ = ["cases", "committee", "lists"]
