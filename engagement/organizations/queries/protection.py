"""Requests to keep entries from the public, for safeguarding officers."""

import uuid
from datetime import timedelta

from sqlalchemy import Select, false, func, select

from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization, ProtectionRequest

REVIEW_NOTICE = timedelta(days=30)
"""How long before its day a yearly review stands in the list of what is to be done."""


def visible_to(actor: Actor) -> Select:
    """Requests that are open, without organizations in conflict; for safeguarding officers."""
    if Role.SAFEGUARDING_OFFICER not in actor.roles:
        return select(ProtectionRequest).where(false())
    return select(ProtectionRequest).where(
        ProtectionRequest.ended_at.is_(None),
        ProtectionRequest.organization_id.not_in(actor.conflicts),
    )


def to_confirm(actor: Actor) -> list[ProtectionRequest]:
    """Requests nobody has confirmed, the first due first."""
    return db.session.scalars(
        visible_to(actor)
        .where(ProtectionRequest.confirmed_at.is_(None))
        .order_by(ProtectionRequest.answer_due_on, ProtectionRequest.asked_at)
    ).all()


def to_review(actor: Actor) -> list[ProtectionRequest]:
    """Confirmed ones, the next yearly review first."""
    return db.session.scalars(
        visible_to(actor)
        .where(ProtectionRequest.confirmed_at.is_not(None))
        .order_by(ProtectionRequest.review_due_on)
    ).all()


def work_count(actor: Actor) -> int:
    """How many requests wait for an answer or for their yearly review."""
    soon = ProtectionRequest.review_due_on <= today() + REVIEW_NOTICE
    waiting = ProtectionRequest.confirmed_at.is_(None) | soon
    return db.session.scalar(
        visible_to(actor).where(waiting).with_only_columns(func.count(), maintain_column_froms=True)
    )


def get_request(request_id: uuid.UUID) -> ProtectionRequest | None:
    """A request by its id."""
    return db.session.get(ProtectionRequest, request_id)


def open_request(organization: Organization) -> ProtectionRequest | None:
    """The request that stands for an organization."""
    return db.session.scalars(
        select(ProtectionRequest).where(
            ProtectionRequest.organization_id == organization.id,
            ProtectionRequest.ended_at.is_(None),
        )
    ).first()
