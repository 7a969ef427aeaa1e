"""Who may do what in screening, by noun."""

from engagement.screening.permissions.committee import Committee
from engagement.screening.permissions.compact import Compacts
from engagement.screening.permissions.ineligibility import Ineligibility
from engagement.screening.permissions.lists import Lists
from engagement.screening.permissions.matches import Matches
from engagement.screening.permissions.risk import Cases, Replies, RiskTables

__all__ = [
    "Cases",
    "Committee",
    "Compacts",
    "Ineligibility",
    "Lists",
    "Matches",
    "Replies",
    "RiskTables",
]
