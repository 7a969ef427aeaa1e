"""What an organization's page says of accreditation: the standing, applications, the next step."""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, settings
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import track_for
from engagement.core.permissions import Actor, can
from engagement.organizations.models import Organization
from engagement.organizations.panels import register
from engagement.organizations.permissions import Organizations

NEXT = {
    State.DRAFT: _l("Go on with the application"),
    State.RETURNED: _l("Complete what was returned"),
    State.CLARIFICATION: _l("Answer the questions"),
}


def panel(organization: Organization, actor: Actor) -> dict:
    """The accreditation that is held, all applications this person may see, what to do next.

    There is one next action at most: the application that is open, else to apply.
    """
    seen = [
        application
        for application in queries.applications_of(organization)
        if can(actor, Accreditations.VIEW, application)
    ]
    track = track_for(organization.kind)
    held = queries.accreditation_held(organization.id, track.key)
    waits = queries.open_application(organization, track.key)
    acts = can(actor, Organizations.EDIT, organization)
    return {
        "track": track,
        "word": settings.public_word() if track.is_business else None,
        "held": held,
        "applications": seen,
        "waits": waits if acts else None,
        "next_step": NEXT.get(waits.state, _l("See how it stands")) if waits else None,
        "may_apply": acts and held is None and waits is None,
        "again": bool(seen),
        "may_apply_from": queries.may_apply_from(organization.id, track.key),
    }


register("accreditation/_of_organization.html", panel)
