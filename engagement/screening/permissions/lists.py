"""Who may do what with lists: administrators and the private sector unit; nobody outside staff."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, any_of, has_role, is_system, register
from engagement.screening.models import ListEntry, ListVersion


class Lists(Permission):
    """Rights on lists, their versions and entries."""

    LIST = "screening:list:list"
    VIEW = "screening:list:view"
    IMPORT = "screening:list:import"
    READ = "screening:list:read"
    SIGN_OFF = "screening:list:sign-off"


officer = has_role(Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
keeper = has_role(Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD, Role.ADMINISTRATOR)
readers = has_role(
    Role.SCREENING_OFFICER,
    Role.PRIVATE_SECTOR_HEAD,
    Role.ADMINISTRATOR,
    Role.LEGAL_ADVISER,
    Role.DIRECTOR,
    Role.AUDITOR,
)

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
subjects.register(ListEntry, view=Lists.VIEW, label=lambda entry: entry.name, casework=False)
