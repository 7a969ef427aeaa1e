"""Scheduled entry points of lists."""

import uuid

from engagement.core.clock import now
from engagement.documents.stores import GRACE
from engagement.jobs.queue import job
from engagement.screening import list_storage
from engagement.screening.commands import lists as commands
from engagement.screening.queries import lists as queries


@job("screening.read_version")
def read_version(version_id: str):
    """Read a file of a list that was received."""
    version = queries.get_version(uuid.UUID(version_id))
    if version is not None:
        commands.read_version(version)


@job("screening.sweep_files", every="51 2 * * *")
def sweep_files():
    """Remove files that belong to no version: broken off, or the same as others."""
    list_storage.store().sweep(queries.stored_hashes(), older_than=now() - GRACE)
