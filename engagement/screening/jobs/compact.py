"""Entry points of the Global Compact: which participant a business is, how those linked stand."""

import uuid

from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job
from engagement.organizations.queries import get_organization
from engagement.screening.commands import compact
from engagement.screening.models import ListVersion
from engagement.screening.queries import compact as queries
from engagement.screening.queries import parties
from engagement.screening.queries.compact_standing import COMPACT_LISTS


@job("screening.find_participants")
def find_participants(organization_id: str):
    """Look for the participants that a business may be."""
    organization = get_organization(uuid.UUID(organization_id))
    if organization is not None:
        compact.find_participants(organization, actor=SYSTEM)


def read_version(version: ListVersion) -> None:
    """A new version of a list of the Compact: note who stands otherwise, look for the others."""
    if version.source not in COMPACT_LISTS:
        return
    for link_id in queries.confirmed_ids():
        compact.note_standing(queries.get_link(link_id), actor=SYSTEM, version=version)
    for organization in parties.businesses_compared():
        compact.find_participants(organization, actor=SYSTEM)
