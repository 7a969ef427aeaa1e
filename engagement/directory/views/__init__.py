"""Pages of the register: the list, an entry, changes, checks of entries, reports about them."""

from engagement.directory.views import changes, checks, entry, register, reports
from engagement.directory.views.blueprint import bp

__all__ = ["bp", "changes", "checks", "entry", "register", "reports"]
