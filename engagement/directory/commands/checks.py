"""Say that an entry was looked at today: by the secretariat, or by the organization itself."""

import uuid

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.directory.models import EntryCheck
from engagement.directory.permissions import Directory
from engagement.organizations.commands.register import AREA
from engagement.organizations.models import Organization


@command
def record_check(
    organization: Organization, *, actor: Actor, key: uuid.UUID | None = None
) -> EntryCheck:
    """Record that the entry was found right today; who leads the organization confirms it."""
    if earlier := once.take(key, actor):
        return db.session.get_one(EntryCheck, earlier.result_id)
    lock(organization)
    if not can(actor, Directory.CHECK, organization):
        raise NotAllowed(Directory.CHECK)
    check = EntryCheck(
        organization=organization,
        checked_on=today(),
        by_organization=organization.id in actor.leads,
        checked_by_id=actor.id,
        recorded_at=now(),
    )
    db.session.add(check)
    db.session.flush()
    once.remember(key, check.id)
    versions.bump(AREA)
    record("directory:entry:checked", check, actor=actor, by_organization=check.by_organization)
    return check
