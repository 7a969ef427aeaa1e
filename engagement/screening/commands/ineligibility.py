"""Record what was found on the UN list of ineligible vendors, which is looked at by hand."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.screening.models import IneligibilityCheck, IneligibilityResult
from engagement.screening.permissions import Ineligibility


@dataclass(frozen=True)
class Finding:
    """What was looked for, and what the list said."""

    checked_on: date
    names: str
    result: IneligibilityResult
    evidence: str
    note: str | None = None


@command
def record_ineligibility(
    organization: Organization, finding: Finding, *, actor: Actor, key: uuid.UUID | None = None
) -> IneligibilityCheck:
    """Keep that the person looked an organization up. RuleViolation for a day to come."""
    if earlier := once.take(key, actor):
        return db.session.get_one(IneligibilityCheck, earlier.result_id)
    if not can(actor, Ineligibility.RECORD, organization):
        raise NotAllowed(Ineligibility.RECORD)
    if finding.checked_on > today():
        raise RuleViolation(_l("This day is still to come."))
    check = IneligibilityCheck(
        organization_id=organization.id,
        checked_by_id=actor.id,
        recorded_at=now(),
        **asdict(finding),
    )
    db.session.add(check)
    db.session.flush()
    once.remember(key, check.id)
    record(
        "screening:ineligibility:recorded",
        check,
        actor=actor,
        checked_on=finding.checked_on.isoformat(),
        result=finding.result.value,
    )
    return check
