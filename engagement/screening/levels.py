"""Levels of risk, from low to excluded, and how one is compared with another."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class Level(Labelled):
    """How risky a party is (product 4.3), lowest first."""

    LOW = "low", _l("Low")
    MODERATE = "moderate", _l("Moderate")
    SUBSTANTIAL = "substantial", _l("Substantial")
    HIGH = "high", _l("High")
    EXCLUDED = "excluded", _l("Excluded")

    @property
    def rank(self) -> int:
        """0 for low, growing with the risk."""
        return list(Level).index(self)

    def lowered(self, steps: int) -> "Level":
        """So many steps below, low at the lowest; who is excluded stays so."""
        if self is Level.EXCLUDED:
            return self
        return list(Level)[max(self.rank - max(steps, 0), 0)]


NEEDS_REPLY = frozenset({Level.SUBSTANTIAL, Level.HIGH})
"""Levels before which the company is heard (product 4.3, right of reply)."""


def highest(levels: Iterable[Level]) -> Level:
    """The riskiest of some levels; low when there are none."""
    return max(levels, key=lambda level: level.rank, default=Level.LOW)
