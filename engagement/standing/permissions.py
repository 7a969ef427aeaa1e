"""Who may do what with an accreditation that was granted."""

from engagement.core.permissions import Permission, any_of, register
from engagement.organizations.permissions import member, on_behalf


class Standing(Permission):
    """Rights on what follows for accreditations."""

    TAKE_CREDENTIAL = "standing:credential:take"


register({Standing.TAKE_CREDENTIAL: any_of(member, on_behalf)})
