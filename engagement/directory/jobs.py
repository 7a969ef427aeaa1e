"""Scheduled entry points of the register."""

import uuid

import structlog

from engagement.directory import commands
from engagement.jobs.queue import job

log = structlog.get_logger()


@job("directory.refresh_organization")
def refresh_organization(organization_id: str):
    """Write an organization's rows after a change of its standing, names or publicity."""
    commands.refresh([uuid.UUID(organization_id)])


@job("directory.refresh_organizations")
def refresh_organizations(organization_ids: list[str]):
    """The same for many at once."""
    commands.refresh(map(uuid.UUID, organization_ids))


@job("directory.mend_register", every="3 * * * *")
def mend_register():
    """Write what differs: periods that begin or end today, and what a change forgot to ask for."""
    mended = commands.mend()
    if mended:
        log.info("register_mended", organizations=mended)


@job("directory.rebuild_register")
def rebuild_register():
    """Make all anew; asked for by a migration that changes the rules of names."""
    log.info("register_rebuilt", entries=commands.rebuild())
