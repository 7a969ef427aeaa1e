"""What a new conflict of interest means for cases in work."""

import uuid

from sqlalchemy import or_, select

from engagement.accounts.models import Account
from engagement.accreditation.commands.assignment import PLACES
from engagement.accreditation.models import Application
from engagement.accreditation.queries.applications import OVER
from engagement.audit.commands import record
from engagement.core.db import command, db, lock
from engagement.core.permissions import SYSTEM
from engagement.organizations.queries import actor_for


@command
def release_cases(organization_id: uuid.UUID, person: Account) -> int:
    """Take open cases of an organization from a reviewer who is in conflict with it.

    They stand among the unassigned ones again; that the person took part stays. Returns how many.
    May be called twice, and does nothing when the conflict is over.
    """
    if organization_id not in actor_for(person).conflicts:
        return 0
    places = [getattr(Application, place) == person.id for place in PLACES]
    cases = db.session.scalars(
        select(Application).where(
            Application.organization_id == organization_id,
            Application.state.not_in(OVER),
            or_(*places),
        )
    ).all()
    for application in cases:
        lock(application)
        for place in PLACES:
            if getattr(application, place) == person.id:
                setattr(application, place, None)
                record(
                    "accreditation:application:released",
                    application,
                    actor=SYSTEM,
                    place=place.removesuffix("_id"),
                    reviewer=[str(person.id), None],
                )
    return len(cases)
