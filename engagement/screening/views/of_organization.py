"""What staff see of screening on an organization's page; its members see nothing of it."""

from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.organizations.panels import register
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches, parties, runs
from engagement.screening.views.bars_of_organization import put_bars
from engagement.web.base_form import Form


def panel(organization: Organization, actor: Actor) -> dict | None:
    """How many matches wait, of how many parties, and when they were compared last."""
    own = parties.stored(organization.id)
    if not own or not can(actor, Matches.VIEW_PARTY, own[0]):
        return None
    waiting = [each for each in matches.open_for(organization) if can(actor, Matches.VIEW, each)]
    return {
        "parties": len(own),
        "waiting": len(waiting),
        "last": runs.last_of(organization),
        "may_screen": can(actor, Matches.SCREEN),
        "form": Form(formdata=None),
    }


register("screening/_of_organization.html", panel)
register("screening/_legal_bars.html", put_bars)
