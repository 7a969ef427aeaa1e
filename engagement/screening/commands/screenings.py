"""Compare one organization and its people with every list that may be used for it."""

from collections import Counter

from sqlalchemy import text

from engagement.audit.commands import record
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.jobs.queue import enqueue
from engagement.organizations.models import Organization
from engagement.screening.commands.hits import lapse_of_left, open_matches, settle
from engagement.screening.commands.parties import refresh_parties
from engagement.screening.commands.runs import begin_run, count_in, end_run
from engagement.screening.models import Cause, ScreeningRun
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes
from engagement.screening.queries import parties as queries
from engagement.screening.sources import Track, compared_with

COMPARING = text("SELECT pg_advisory_xact_lock_shared(hashtext('engagement.screening'))")
ONE_AT_A_TIME = text(
    "SELECT pg_advisory_xact_lock(hashtext('engagement.screening'), hashtext(:organization))"
)


@command
def screen_organization(
    organization: Organization,
    *,
    actor: Actor,
    cause: Cause,
    track: Track | None = None,
) -> ScreeningRun | None:
    """Compare an organization and its people as they stand now, and sign what was found.

    `track` is what it is compared for from now on, besides what it was before. None for one that
    is compared for nothing, and where nothing of it has changed and nobody asked. Under a lock
    shared by all who compare, so that a new list waits for comparisons with the one before.
    """
    if not can(actor, Matches.SCREEN):
        raise NotAllowed(Matches.SCREEN)
    db.session.execute(COMPARING)
    db.session.execute(ONE_AT_A_TIME, {"organization": str(organization.id)})
    before = queries.stored(organization.id, ended=True)
    tracks = {Track(each) for party in before for each in party.tracks} | ({track} - {None})
    if not tracks:
        return None
    hashes = {party.id: party.content_hash for party in before if party.ended_at is None}
    current, gone = refresh_parties(organization, tracks)
    if cause == Cause.PARTY_CHANGED and hashes == {each.id: each.content_hash for each in current}:
        return None
    return _compared(organization, current, gone, actor=actor, cause=cause, tracks=tracks)


def _compared(organization, current, gone, *, actor, cause, tracks) -> ScreeningRun:
    versions, rules = indexes.versions_in_force(), indexes.thresholds()
    sources = compared_with(tracks)
    used = {source: version for source, version in versions.items() if source in sources}
    run = begin_run(cause, actor=actor, versions=used, rules=rules, organization=organization)
    counts: Counter = Counter(parties=len(current), entries=indexes.entries_compared(used, used))
    for party in gone:
        counts["lapsed"] += lapse_of_left(party, actor=actor)
    for party in current:
        scored = indexes.screen(party.content, sources, rules=rules, versions=used)
        scored, lapsed = settle(party, scored, sources, actor=actor, rules=rules)
        counts["lapsed"] += lapsed
        counts += open_matches(run, party, scored, actor=actor, rules=rules)
    count_in(run, counts)
    end_run(run, actor=actor)
    return run


@command
def ask_screening(organization: Organization, *, actor: Actor) -> None:
    """Let a worker compare an organization once more, as a person of the office asks."""
    if not can(actor, Matches.SCREEN):
        raise NotAllowed(Matches.SCREEN)
    enqueue(
        "screening.screen_organization",
        about=organization.id,
        organization_id=str(organization.id),
        cause=Cause.ASKED.value,
    )
    record("screening:run:asked", organization, actor=actor)
