"""What the page of an organization shows who leads it of meetings."""

from engagement.meetings.queries.nominations import chances_of
from engagement.organizations import panels


def values(organization, actor):
    """Meetings for which the organization can nominate people now."""
    if organization.id not in actor.leads:
        return None
    chances = chances_of(organization)
    return {"organization": organization, "chances": chances} if chances else None


panels.register("meetings/_of_organization.html", values)
