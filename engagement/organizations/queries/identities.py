"""What an organization was called, and where its seat was, from a day on."""

from datetime import date

from sqlalchemy import select

from engagement.core.db import db
from engagement.organizations.models import FormerIdentity, Organization


def identities_from(organization: Organization, day: date) -> list[FormerIdentity | Organization]:
    """What an organization was on a day and from then on, that of today last."""
    former = db.session.scalars(
        select(FormerIdentity)
        .where(FormerIdentity.organization_id == organization.id, FormerIdentity.until > day)
        .order_by(FormerIdentity.until)
    )
    return [*former, organization]
