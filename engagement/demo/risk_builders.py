"""Builders of screening cases, each with the rows that it has in its state."""

import itertools
import uuid
from datetime import timedelta

from engagement.accounts.models import Account
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import SYSTEM
from engagement.demo.builders import make_organization
from engagement.demo.screening_builders import make_needed_lists
from engagement.matching.reasons import Thresholds
from engagement.organizations.models import Organization
from engagement.screening.commands.parties import refresh_parties
from engagement.screening.commands.runs import begin_run
from engagement.screening.levels import Level
from engagement.screening.models import (
    CaseMeasure,
    CaseOutcome,
    CaseReply,
    CaseState,
    Cause,
    ScreeningCase,
)
from engagement.screening.queries import indexes
from engagement.screening.sources import Track, compared_with

_numbers = itertools.count(1)
RATED = frozenset({CaseState.RATED, CaseState.DECIDED, CaseState.STOPPED})


@bookkeeping
def note_compared(organization: Organization, track: Track | str) -> None:
    """An organization that was compared with the lists for a track; nobody was found.

    Lists that the track needs are in force with nobody on them, where they were not.
    """
    track = Track(track)
    make_needed_lists(track)
    versions, sources = indexes.versions_in_force(), compared_with([track])
    refresh_parties(organization, {track})
    begin_run(
        Cause.SUBMISSION,
        actor=SYSTEM,
        versions={source: each for source, each in versions.items() if source in sources},
        rules=Thresholds(),
        organization=organization,
    )


@bookkeeping
def make_case(
    *,
    organization: Organization | None = None,
    state: CaseState = CaseState.OPEN,
    level: Level = Level.LOW,
    for_committee: bool = False,
    **more,
) -> ScreeningCase:
    """A case in `state` of an organization that was compared; a rated one has `level` twice."""
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
    note_compared(case.organization, case.track)
    return case


@bookkeeping
def make_reply(
    *, case: ScreeningCase | None = None, asked_by: Account, days: int = 20, **more
) -> CaseReply:
    """What was put to a company; by default it still waits for an answer."""
    reply = CaseReply(
        case=case or make_case(state=CaseState.ASKED),
        asked_by=asked_by,
        **{
            "allegation": "In March 2025 a newspaper wrote of a spill. What happened?",
            "asked_at": now(),
            "due_on": today() + timedelta(days=days),
        }
        | more,
    )
    db.session.add(reply)
    db.session.flush()
    return reply


@bookkeeping
def make_measure(*, case: ScreeningCase, owner: Account, days: int = 60, **more) -> CaseMeasure:
    """A measure that is planned; `days` from today it is due."""
    measure = CaseMeasure(
        case=case,
        owner=owner,
        planned_by=owner,
        **{
            "risk": "Spills into the river",
            "measure": "Have the dam checked by somebody independent",
            "due_on": today() + timedelta(days=days),
            "steps": 1,
            "planned_at": now(),
        }
        | more,
    )
    db.session.add(measure)
    db.session.flush()
    return measure
