"""The figures of meetings for the action plan, of people by the small-number rule.

All statements take `:day` alone, and what never changes: countries and their regions.
"""

from engagement.meetings.indicators import (
    business,
    documents,
    from_afar,
    manuals,
    registering,
    states,
    youth,
)

__all__ = ["business", "documents", "from_afar", "manuals", "registering", "states", "youth"]
