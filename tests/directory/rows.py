"""Rows as other features would write them: another begin, status, identity, protection."""

from datetime import date

from engagement.accreditation.models import AccreditationStatus, StatusPeriod
from engagement.core.db import bookkeeping, db
from engagement.organizations.models import FormerIdentity, Protection


@bookkeeping
def add_former(organization, until, **former):
    db.session.add(
        FormerIdentity(
            organization_id=organization.id,
            until=until,
            **{"name": "Marsh Women", "name_language": "en", "country": "NE", "major_group": None}
            | former,
        )
    )


@bookkeeping
def begin_earlier(accreditation, since, protection=Protection.NONE):
    accreditation.since = since
    accreditation.periods[0].valid_from = since
    accreditation.organization.protection = protection
    accreditation.organization.protected_since = (
        None if protection == Protection.NONE else accreditation.created_at
    )


@bookkeeping
def set_status(accreditation, status):
    """Let the present period have been of this status from its begin."""
    accreditation.periods[-1].status = status


@bookkeeping
def change_status(accreditation, status: str, day: date, note=None):
    """Let another status begin on a day."""
    accreditation.periods[-1].valid_to = day
    accreditation.periods.append(
        StatusPeriod(
            status=AccreditationStatus(status), valid_from=day, reason_code="test", public_note=note
        )
    )
