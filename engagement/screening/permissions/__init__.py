"""Who may do what in screening, by noun."""

from engagement.screening.permissions.ineligibility import Ineligibility
from engagement.screening.permissions.lists import Lists
from engagement.screening.permissions.matches import Matches
from engagement.screening.permissions.risk import Cases

__all__ = [
    "Cases",
    "Ineligibility",
    "Lists",
    "Matches",
]
