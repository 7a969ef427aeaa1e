"""What the page of an organization shows its members of partnerships."""

from engagement.organizations import panels
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.views.proposals import words_of_state


def values(organization, actor):
    """The organization's partnerships, and whether this person can propose one."""
    if organization.id not in actor.belongs_to:
        return None
    return {
        "organization": organization,
        "partnerships": [
            (each, words_of_state(each)) for each in queries.of_organization(organization)
        ],
        "proposes": organization.id in actor.leads,
    }


panels.register("partnerships/_of_organization.html", values)
