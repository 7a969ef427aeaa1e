"""Staff declare and end interests in organizations."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.jobs.queue import enqueue
from engagement.organizations.models import Interest, Organization
from engagement.organizations.permissions import Organizations


@command
def declare_interest(
    organization: Organization, *, actor: Actor, reason: str, key: uuid.UUID | None = None
) -> Interest:
    """Keep an organization's cases from oneself from now on (product 1).

    Cases the person is reviewing are taken from them by a job, since cases stand above; it also
    undoes what they decided and what has not taken effect yet.
    """
    if not can(actor, Organizations.DECLARE_INTEREST):
        raise NotAllowed(Organizations.DECLARE_INTEREST)
    if earlier := once.take(key, actor):
        return db.session.get(Interest, earlier.result_id)
    lock(organization)
    open_interest = select(Interest).filter_by(
        person_id=actor.id, organization_id=organization.id, ended_at=None
    )
    if db.session.scalars(open_interest).first():
        raise RuleViolation(_l("You have declared an interest in this organization already."))
    interest = Interest(
        person_id=actor.id,
        organization_id=organization.id,
        reason=reason,
        declared_at=now(),
    )
    db.session.add(interest)
    db.session.flush()
    once.remember(key, interest.id)
    record("organizations:interest:declared", interest, actor=actor, reason=reason)
    enqueue(
        "accreditation.release_cases",
        about=organization.id,
        person_id=str(actor.id),
    )
    return interest


@command
def end_interest(interest: Interest, *, actor: Actor, reason: str) -> None:
    """Say that an interest is over, and why; its cases show again unless something else hides."""
    lock(interest)
    if not can(actor, Organizations.END_INTEREST, interest):
        raise NotAllowed(Organizations.END_INTEREST)
    if interest.ended_at is not None:
        raise RuleViolation(_l("This interest has been ended already."))
    interest.ended_at = now()
    record("organizations:interest:ended", interest, actor=actor, reason=reason)
