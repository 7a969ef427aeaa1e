"""Who may see the keys' names and begin another."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, any_of, has_role, is_system, register
from engagement.signing.models import SigningKey


class Signing(Permission):
    """Rights on signing keys."""

    VIEW = "signing:key:view"
    ROTATE = "signing:key:rotate"


register(
    {
        Signing.VIEW: has_role(Role.ADMINISTRATOR, Role.AUDITOR),
        Signing.ROTATE: any_of(has_role(Role.ADMINISTRATOR), is_system),
    }
)
subjects.register(
    SigningKey, view=Signing.VIEW, label=lambda key: f"{key.number} {key.kid}", casework=False
)
