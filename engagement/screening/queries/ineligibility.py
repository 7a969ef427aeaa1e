"""What was found on the UN list of ineligible vendors, without organizations in conflict."""

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.core.subjects import happened_in
from engagement.organizations.models import Organization
from engagement.screening.models import IneligibilityCheck, IneligibilityResult
from engagement.screening.permissions import Ineligibility


def visible_to(actor: Actor) -> Select:
    """Records this person may see."""
    statement = select(IneligibilityCheck).options(
        joinedload(IneligibilityCheck.organization), joinedload(IneligibilityCheck.checked_by)
    )
    if not can(actor, Ineligibility.LIST):
        return statement.where(false())
    statement = statement.where(IneligibilityCheck.organization_id.not_in(actor.conflicts))
    if actor.audits_part:
        statement = statement.where(happened_in(IneligibilityCheck.recorded_at, actor.audited))
    return statement


def listed(actor: Actor, result: IneligibilityResult | None = None) -> Select:
    """Those with this result, or all."""
    statement = visible_to(actor)
    return statement if result is None else statement.where(IneligibilityCheck.result == result)


def of_organization(organization: Organization, actor: Actor) -> list[IneligibilityCheck]:
    """What was found of one organization, latest first."""
    return db.session.scalars(
        visible_to(actor)
        .where(IneligibilityCheck.organization_id == organization.id)
        .order_by(IneligibilityCheck.checked_on.desc(), IneligibilityCheck.id)
    ).all()
