"""The Global Compact on an organization's page: for staff, and for who leads it."""

from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.organizations.panels import register
from engagement.organizations.queries import focal_points
from engagement.screening.commands.compact_invitations import why_not
from engagement.screening.models import TO_FOLLOW
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries
from engagement.web.base_form import Form


def of_staff(organization: Organization, actor: Actor) -> dict | None:
    """How it stands, what is still to compare, whether it was invited."""
    if not organization.kind.is_business:
        return None
    link, last = queries.link_of(organization.id), queries.last_invitation(organization.id)
    waiting = queries.open_links(organization.id)
    decides = can(actor, Compacts.DECIDE, organization)
    seen = [each for each in (link, *waiting, last) if each and can(actor, Compacts.VIEW, each)]
    if not (decides or seen):
        return None
    return {
        "organization": organization,
        "link": link if link in seen else None,
        "waiting": [each for each in waiting if each in seen],
        "invitation": last if last in seen else None,
        "worry": link in seen and link.status in TO_FOLLOW,
        "decides": decides,
        "why_not": why_not(organization, focal_points(organization.id)) if decides else None,
        "form": Form(formdata=None),
    }


def of_company(organization: Organization, actor: Actor) -> dict | None:
    """The invitation, for who may answer it."""
    last = queries.last_invitation(organization.id) if organization.id in actor.leads else None
    if last is None or not can(actor, Compacts.ANSWER, last):
        return None
    return {"invitation": last}


register("screening/_compact_of_organization.html", of_staff)
register("screening/_compact_invitation.html", of_company)
