"""Keep what is compared of an organization as it stands; within other commands."""

from collections.abc import Collection

from engagement.core.clock import now
from engagement.core.db import db
from engagement.matching.reasons import ALGORITHM_VERSION
from engagement.organizations.models import Organization
from engagement.screening import content, party_keys
from engagement.screening.models import Party
from engagement.screening.queries import parties as queries
from engagement.screening.sources import Track


def refresh_parties(
    organization: Organization, tracks: Collection[Track]
) -> tuple[list[Party], list[Party]]:
    """Write an organization and its people anew, compared for `tracks`; within a command.

    Returns those that are compared now and those that ended by it: people who were taken off.
    """
    there = {
        each.organization_person_id: each for each in queries.stored(organization.id, ended=True)
    }
    current = []
    for found in queries.parties_of(organization):
        party = there.pop(found.organization_person_id, None)
        if party is None:
            party = Party(
                organization_id=organization.id,
                organization_person_id=found.organization_person_id,
                kind=found.kind,
                since=now(),
                content_hash=b"",
            )
            db.session.add(party)
        _write(party, found, tracks)
        current.append(party)
    gone = [party for party in there.values() if party.ended_at is None]
    for party in gone:
        party.ended_at = now()
    db.session.flush()
    return current, gone


def _write(party, found, tracks):
    digest = content.digest(found.content)
    if party.content_hash != digest:
        party.name, party.content, party.content_hash = found.name, found.content, digest
        party.script = content.script_of(found.name)
        party.changed_at = now()
        party.keys_of = ""
    if party.keys_of != ALGORITHM_VERSION:
        party.keys, party.keys_of = party_keys.of_party(found.content), ALGORITHM_VERSION
    party.tracks = sorted(track.value for track in tracks)
    party.ended_at = None
