"""Accreditations and what happens to them later, for the tests of standing."""

from datetime import date, timedelta

from engagement.accreditation.models import AccreditationStatus, StatusPeriod
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping, db
from engagement.organizations.models import Organization, Protection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_accreditation


@bookkeeping
def change_status(accreditation, status: AccreditationStatus, *, on: date | None = None) -> None:
    """Let another status begin on a day, today by default; the one before began before."""
    day = on or today()
    period = accreditation.periods[-1]
    period.valid_from = min(period.valid_from, day - timedelta(days=1))
    period.valid_to = day
    db.session.flush()
    accreditation.periods.append(StatusPeriod(status=status, valid_from=day, reason_code="test"))


@bookkeeping
def protect(organization: Organization, protection: Protection) -> None:
    """Keep an entry from the public."""
    organization.protection, organization.protected_since = protection, now()


def held(**kwargs):
    """An accreditation of last year and the focal point of its holder, see `make_organization`."""
    with moved_to(now() - timedelta(days=365)):
        accreditation = make_accreditation(**kwargs)
    return accreditation, make_account(leads=[accreditation.organization])


def leader_of(accreditation):
    """Somebody who leads the holder, as the rules see them."""
    return actor_for(make_account(leads=[accreditation.organization]))
