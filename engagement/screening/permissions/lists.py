"""Who may do what with lists: administrators and the private sector unit; nobody outside staff."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, any_of, has_role, is_system, register
from engagement.screening.models import ListChange, ListCheck, ListEntry, ListVersion


class Lists(Permission):
    """Rights on lists, their versions and entries."""

    LIST = "screening:list:list"
    VIEW = "screening:list:view"
    IMPORT = "screening:list:import"
    READ = "screening:list:read"
    SIGN_OFF = "screening:list:sign-off"


officer = has_role(Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
KEEPERS = (Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD, Role.ADMINISTRATOR)
"""Who keeps lists up to date, and is told when one could not be."""
keeper = has_role(*KEEPERS)
READERS = (*KEEPERS, Role.LEGAL_ADVISER, Role.DIRECTOR, Role.AUDITOR)
readers = has_role(*READERS)

register(
    {
        Lists.LIST: readers,
        Lists.VIEW: readers,
        Lists.IMPORT: any_of(keeper, is_system),
        Lists.READ: is_system,
        Lists.SIGN_OFF: keeper,
    }
)
subjects.register(
    ListVersion,
    view=Lists.VIEW,
    label=lambda version: version.source.label,
    endpoint="screening.show_version",
    argument="version_id",
    casework=False,
)
subjects.register(
    ListEntry,
    view=Lists.VIEW,
    label=lambda entry: entry.name,
    endpoint="screening.show_entry",
    argument="entry_id",
    casework=False,
)
subjects.register(ListChange, view=Lists.VIEW, label=lambda change: change.name, casework=False)
subjects.register(
    ListCheck, view=Lists.VIEW, label=lambda check: check.source.label, casework=False
)
