"""Who may see and change the rules."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, has_role, register
from engagement.settings.models import Holiday, Setting


class Settings(Permission):
    """Rights on settings."""

    VIEW = "settings:setting:view"
    CHANGE = "settings:setting:change"


register(
    {
        Settings.VIEW: has_role(Role.ADMINISTRATOR, Role.HEAD_OF_UNIT, Role.APPROVER, Role.AUDITOR),
        Settings.CHANGE: has_role(Role.ADMINISTRATOR),
    }
)
subjects.register(Setting, view=Settings.VIEW, label=lambda setting: setting.key, casework=False)
subjects.register(Holiday, view=Settings.VIEW, label=lambda holiday: holiday.name, casework=False)
