"""Pages of the register: the list, an entry, changes, checks of entries, reports about them."""

from engagement.directory.views import changes, checks, companies, entry, register, reports
from engagement.directory.views.blueprint import bp, companies_bp

__all__ = [
    "bp",
    "changes",
    "checks",
    "companies",
    "companies_bp",
    "entry",
    "register",
    "reports",
]
