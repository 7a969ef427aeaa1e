"""Who may see and change the rules."""

from engagement.core.permissions import Permission, Role, has_role, register


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
