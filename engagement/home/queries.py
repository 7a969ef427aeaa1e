"""What waits for a person, from every feature."""

from engagement.accreditation import queries as accreditation
from engagement.accreditation.models import Application, ApplicationState
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.queries import of_member


def own_organizations(actor: Actor) -> list[dict]:
    """Each organization of a member with its latest application, or None."""
    organizations = db.session.scalars(of_member(actor)).all()
    return [
        {
            "organization": organization,
            "application": next(iter(accreditation.applications_of(organization)), None),
        }
        for organization in organizations
    ]


def waiting_on_applicant(application: Application | None) -> bool:
    """Whether the next step is the organization's."""
    return application is not None and application.state in {
        ApplicationState.DRAFT,
        ApplicationState.RETURNED,
        ApplicationState.CLARIFICATION,
    }
