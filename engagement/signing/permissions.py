"""Who may see the keys' names, begin another, and withdraw one."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, any_of, has_role, is_system, register
from engagement.signing.models import SigningKey


class Signing(Permission):
    """Rights on signing keys."""

    VIEW = "signing:key:view"
    ROTATE = "signing:key:rotate"
    REVOKE = "signing:key:revoke"


register(
    {
        Signing.VIEW: has_role(Role.ADMINISTRATOR, Role.AUDITOR),
        Signing.ROTATE: any_of(has_role(Role.ADMINISTRATOR), is_system),
        Signing.REVOKE: has_role(Role.ADMINISTRATOR),
    }
)
subjects.register(
    SigningKey, view=Signing.VIEW, label=lambda key: f"{key.number} {key.kid}", casework=False
)
