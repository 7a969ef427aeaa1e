"""The only code that writes status periods after the first, or anew where one was wrong."""

import uuid
from collections.abc import Collection
from datetime import date

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.core.clock import now, today
from engagement.core.db import db, lock
from engagement.jobs.queue import enqueue
from engagement.organizations.commands import refresh_register


def change_status(
    accreditation: Accreditation,
    status: AccreditationStatus,
    *,
    reason_code: str,
    day: date | None = None,
    public_note: str | None = None,
) -> StatusPeriod:
    """Begin a period with `status` on a day (today), within a command that audits it.

    The status that holds already is left as it is. A period that would end before it began ends
    on its first day, and so was in force on none; nothing is deleted.
    """
    lock(accreditation)
    day = day or today()
    now_open = next(period for period in accreditation.periods if period.valid_to is None)
    if now_open.status == status:
        return now_open
    now_open.valid_to = max(day, now_open.valid_from)
    db.session.flush()
    begun = StatusPeriod(
        accreditation_id=accreditation.id,
        status=status,
        valid_from=now_open.valid_to,
        reason_code=reason_code,
        public_note=public_note,
    )
    db.session.add(begun)
    db.session.flush()
    db.session.expire(accreditation, ["periods"])
    refresh_register(accreditation.organization_id)
    review_registrations(accreditation.organization_id)
    return begun


def review_registrations(organization_id: uuid.UUID) -> None:
    """Let a job look again at whom the organization registered for meetings, which stand above.

    Within a command after which the organization can take part, or cannot any more.
    """
    enqueue(
        "meetings.review_registrations",
        about=organization_id,
        organization_id=str(organization_id),
    )


def correct_beginning(accreditation: Accreditation, since: date) -> None:
    """Let the first period begin on another day: it was recorded wrongly; within a command.

    It counts as entered now, so that whoever follows the changes of the register is told again.
    """
    first = accreditation.periods[0]
    first.valid_from, first.recorded_at = since, now()
    db.session.flush()
    refresh_register(accreditation.organization_id)


def status_before(
    accreditation: Accreditation, *, among: Collection[AccreditationStatus]
) -> AccreditationStatus:
    """The last status of `among` before the open period; active where there is none before."""
    closed = [
        period
        for period in accreditation.periods
        if period.valid_to is not None and period.status in among
    ]
    lived = [period for period in closed if period.valid_to > period.valid_from] or closed
    return lived[-1].status if lived else AccreditationStatus.ACTIVE
