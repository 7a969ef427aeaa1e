"""Which staff may be told about a record: mail goes where the policy lets people look."""

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.core.permissions import Permission, Role, can
from engagement.organizations.queries.actors import actor_for


def staff_who_may(permission: Permission, subject, *roles: Role) -> list[Account]:
    """Active holders of one of `roles` who have `permission` on `subject`; conflicts count."""
    return [
        account for account in with_role(*roles) if can(actor_for(account), permission, subject)
    ]
