"""Who may do what with accounts."""

from engagement.accounts.models import Account, GraveAct
from engagement.core import subjects
from engagement.core.permissions import Permission, Role, any_of, has_role, register, signed_in


class Accounts(Permission):
    """Rights on accounts."""

    OWN = "accounts:account:own"
    VIEW = "accounts:account:view"
    ADMINISTER = "accounts:account:administer"


def oneself(actor, account):
    """It is the person's own account."""
    return actor.id is not None and account.id == actor.id


administrator = has_role(Role.ADMINISTRATOR)

register(
    {
        Accounts.OWN: signed_in,
        Accounts.VIEW: any_of(oneself, administrator),
        Accounts.ADMINISTER: administrator,
    }
)
subjects.register(
    Account,
    view=Accounts.VIEW,
    label=lambda account: account.name,
    endpoint="accounts.show_person",
    argument="account_id",
    casework=False,
)
subjects.register(
    GraveAct,
    view=Accounts.ADMINISTER,
    label=lambda act: act.kind.label,
    endpoint="accounts.show_grave_act",
    argument="act_id",
    casework=False,
)
