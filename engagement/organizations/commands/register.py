"""Let the public register follow a change; the register itself stands above this package."""

import uuid

from engagement.jobs.queue import enqueue


def refresh_register(organization_id: uuid.UUID) -> None:
    """Write the organization's entry of the register anew once this command has committed.

    Called by every command that changes what the register shows: names, country, Major Group,
    protection, merging, and an accreditation's status. RuntimeError outside a command.
    """
    enqueue("directory.refresh_organization", organization_id=str(organization_id))
