"""Builders of screening cases, each with the rows that it has in its state."""

import itertools
import uuid

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.demo.builders import make_organization
from engagement.organizations.models import Organization
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, CaseState, ScreeningCase
from engagement.screening.sources import Track

_numbers = itertools.count(1)
RATED = frozenset({CaseState.RATED, CaseState.DECIDED, CaseState.STOPPED})


@bookkeeping
def make_case(
    *,
    organization: Organization | None = None,
    state: CaseState = CaseState.OPEN,
    level: Level = Level.LOW,
    for_committee: bool = False,
    **more,
) -> ScreeningCase:
    """A case in `state`; a rated one has the inherent and residual `level`."""
    moment = now()
    values: dict = {
        "track": Track.PRIVATE_SECTOR,
        "subject_type": "accreditation_application",
        "subject_id": uuid.uuid4(),
        "language": "en",
        "opened_at": moment,
        "for_committee_at": moment if for_committee else None,
    }
    if state in RATED:
        values |= {"inherent": level, "residual": level, "rated_at": moment}
    if state == CaseState.DECIDED:
        values |= {"outcome": CaseOutcome.APPROVED, "decided_at": moment}
    case = ScreeningCase(
        reference=f"SCR-2000-{next(_numbers):05d}",
        state=state,
        organization=organization or make_organization(),
        **(values | more),
    )
    db.session.add(case)
    db.session.flush()
    return case
