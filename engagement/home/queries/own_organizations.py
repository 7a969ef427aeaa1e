"""A member's own organizations, and what to do next for each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from engagement.accreditation.models import Application
from engagement.accreditation.models import ApplicationState as State
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.meetings.queries.nominations import Chance, chances_to_remember
from engagement.organizations.models import Organization
from engagement.organizations.queries import of_member
from engagement.partnerships.models import PartnershipReport
from engagement.partnerships.queries import partnerships
from engagement.standing.queries.of_organization import Held, held_by

NEXT_STEPS = {
    State.DRAFT: _l("Go on with the application"),
    State.RETURNED: _l("Complete what was returned"),
    State.CLARIFICATION: _l("Answer the questions"),
    State.REFUSED: _l("Read the decision"),
    State.ACCREDITED: _l("See the accreditation"),
}


HELD_STEPS = {
    "answer": _l("Read and answer"),
    "report": _l("Write the report"),
    None: _l("See the accreditation"),
}
"""What members do next about the accreditation they hold."""


@dataclass(frozen=True)
class OwnOrganization:
    """An organization of a member with its latest application, and what to do next.

    `reports` are those on its partnerships that are to be written now, `chances` meetings for which
    it has nominated nobody and whose deadline is near, both for who leads it.
    """

    organization: Organization
    application: Application | None
    next_step: Any
    due_on: date | None
    held: Held | None = None
    held_step: Any = None
    reports: tuple[PartnershipReport, ...] = ()
    chances: tuple[Chance, ...] = ()


def own_organizations(actor: Actor) -> list[OwnOrganization]:
    """A member's organizations by name: its latest application, what it holds, what is due."""
    organizations = db.session.scalars(of_member(actor).order_by(Organization.name)).all()
    latest = {
        application.organization_id: application
        for application in db.session.scalars(
            select(Application)
            .where(Application.organization_id.in_([each.id for each in organizations]))
            .ext(distinct_on(Application.organization_id))
            .order_by(Application.organization_id, Application.created_at.desc())
        )
    }
    held = held_by([each.id for each in organizations])
    due = partnerships.reports_due_of(actor)
    chances = chances_to_remember(actor.leads)
    return [
        replace(
            _with_next_step(each, latest.get(each.id), held.get(each.id)),
            reports=tuple(report for report in due if report.organization_id == each.id),
            chances=tuple(chances.get(each.id, ())),
        )
        for each in organizations
    ]


def _with_next_step(organization, application, held):
    step = HELD_STEPS[held.waits] if held else None
    if held is not None and (application is None or held.waits):
        return OwnOrganization(organization, application, None, held.due_on, held, step)
    if application is None:
        return OwnOrganization(organization, None, _l("Apply for accreditation"), None)
    ours = application.state in {State.RETURNED, State.CLARIFICATION}
    return OwnOrganization(
        organization,
        application,
        NEXT_STEPS.get(application.state, _l("See how it stands")),
        application.due_on if ours else None,
    )
