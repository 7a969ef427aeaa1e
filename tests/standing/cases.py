"""Accreditations and what happens to them later, for the tests of standing."""

from datetime import date, timedelta

from engagement.accreditation.models import AccreditationStatus, StatusPeriod
from engagement.core.clock import today
from engagement.core.db import bookkeeping, db
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_accreditation


@bookkeeping
def change_status(accreditation, status: AccreditationStatus, *, on: date | None = None) -> None:
    """Let another status begin on a day, today by default."""
    day = on or today()
    period = accreditation.periods[-1]
    if period.valid_from >= day:
        period.valid_from = day - timedelta(days=1)
    period.valid_to = day
    db.session.flush()
    accreditation.periods.append(
        StatusPeriod(status=status, valid_from=day, reason_code="test")
    )


def held(**kwargs):
    """An accreditation and the focal point of its holder; arguments as of `make_organization`."""
    accreditation = make_accreditation(**kwargs)
    return accreditation, make_account(leads=[accreditation.organization])


def leader_of(accreditation):
    """Somebody who leads the holder, as the rules see them."""
    return actor_for(make_account(leads=[accreditation.organization]))
