"""Corrections of what was recorded: what stands, what differs, who sees them."""

import hashlib
import json
import uuid

from sqlalchemy import Select, select

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from engagement.core.partial_dates import written
from engagement.core.permissions import Actor, Role
from engagement.organizations.queries.identities import identities_from
from engagement.standing.models import Correction, CorrectionState
from engagement.standing.queries.accreditations import allowed_to, get_accreditation

RECORDED = "recorded"
"""The reason of the first status period of what was not granted here."""

IDENTITY = ("name", "latin_name", "acronym", "country", "major_group")
FACTS = (*IDENTITY, "since", "number", "report_due_on")
"""What can be corrected, in the order of the pages."""


def was_recorded(accreditation: Accreditation) -> bool:
    """Whether it was granted before the platform and entered by staff."""
    return accreditation.periods[0].reason_code == RECORDED


def get_recorded(accreditation_id: uuid.UUID) -> Accreditation | None:
    """An accreditation by its id, if it was recorded."""
    found = get_accreditation(accreditation_id)
    return found if found is not None and was_recorded(found) else None


def as_recorded(accreditation: Accreditation) -> dict[str, str]:
    """The facts as they stand, as texts: the identity is that of the day it began."""
    first = identities_from(accreditation.organization, accreditation.since)[0]
    due = accreditation.report_due_on
    return {
        **{name: str(getattr(first, name) or "") for name in IDENTITY},
        "since": written(accreditation.since, accreditation.since_precision),
        "number": accreditation.number,
        "report_due_on": due.isoformat() if due else "",
    }


def version_of(accreditation: Accreditation) -> str:
    """A text that is another one as soon as a fact is."""
    facts = json.dumps(as_recorded(accreditation), sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()[:32]


def get_correction(correction_id: uuid.UUID) -> Correction | None:
    """A correction by its id."""
    return db.session.get(Correction, correction_id)


def open_correction(accreditation: Accreditation) -> Correction | None:
    """The correction of an accreditation that waits for a second person."""
    return db.session.scalars(
        select(Correction).filter_by(
            accreditation_id=accreditation.id, state=CorrectionState.PROPOSED
        )
    ).first()


def visible_to(actor: Actor) -> Select:
    """Corrections for staff, without one of a conflict; for auditors, of their period."""
    return (
        select(Correction)
        .join(Accreditation, Accreditation.id == Correction.accreditation_id)
        .where(allowed_to(actor, Correction.proposed_at))
    )


def to_confirm(actor: Actor) -> Select:
    """Those that wait for this person: a colleague proposed them."""
    statement = visible_to(actor).where(
        Correction.state == CorrectionState.PROPOSED, Correction.proposed_by_id != actor.id
    )
    reviews = not actor.roles.isdisjoint({Role.REVIEWER, Role.HEAD_OF_UNIT})
    return statement.where(reviews)
