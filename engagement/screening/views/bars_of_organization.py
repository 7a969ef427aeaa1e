"""What was put to an organization, on its own page, for those who lead it."""

from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.screening.models import BarState
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches


def put_bars(organization: Organization, actor: Actor) -> dict | None:
    """Legal bars that were put to the organization and stand, for who leads it."""
    bar = matches.legal_bar_of(organization)
    if bar is None or bar.state != BarState.PUT or not can(actor, Matches.READ_BAR, bar):
        return None
    return {"bar": bar}
