"""Which organizations may be the same as that of a case, for who checks it."""

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.core.permissions import Actor
from engagement.organizations import queries as organizations


def look_alikes(application: Application, actor: Actor) -> list[dict]:
    """Organizations alike as the public sees them, each with its cases that this person handles.

    Looked for anew each time, while the case is under way; nothing of what is kept from this
    person by a conflict of interest, or withheld.
    """
    if application.state in queries.OVER:
        return []
    own = application.organization
    stated = application.snapshot.content["sections"].get("legal_status", {})
    matches = organizations.alike(
        names=[text for text in (own.name, own.latin_name, own.acronym) if text],
        country=own.country,
        registration_number=own.registration_number or stated.get("registration_number"),
        website=own.website,
        kept_from=actor.conflicts | {own.id},
    )
    offers = organizations.offered(matches) if matches else []
    cases = queries.handled_of(actor, [offer.id for offer in offers])
    return [{"offer": offer, "cases": cases.get(offer.id, [])} for offer in offers]
