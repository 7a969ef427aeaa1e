"""What an organization's page says of its accreditation beyond the application."""

from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.organizations.panels import register
from engagement.standing.permissions import Standings
from engagement.standing.queries.accreditations import accreditations_of
from engagement.standing.queries.of_organization import overview


def panel(organization: Organization, actor: Actor) -> dict | None:
    """Each accreditation this person may see, with what the organization has to do now."""
    seen = [
        overview(each)
        for each in accreditations_of(organization)
        if can(actor, Standings.VIEW, each)
    ]
    return {"standings": seen} if seen else None


register("standing/_of_organization.html", panel)
