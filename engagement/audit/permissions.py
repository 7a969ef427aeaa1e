"""Who may read the trail. Nobody may write it but commands, and nobody may change it."""

from engagement.core.permissions import Permission, Role, has_role, register


class Audit(Permission):
    """Rights on the trail."""

    LIST = "audit:event:list"
    EXPORT = "audit:event:export"
    READS = "audit:read:list"


readers = has_role(Role.AUDITOR, Role.ADMINISTRATOR)

register({Audit.LIST: readers, Audit.EXPORT: readers, Audit.READS: has_role(Role.AUDITOR)})
