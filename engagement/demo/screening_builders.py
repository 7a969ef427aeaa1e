"""Builders of lists in force and of parties that are compared with them."""

import hashlib
import itertools
from dataclasses import asdict

from sqlalchemy import select, update

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import SYSTEM
from engagement.matching.reasons import ALGORITHM_VERSION, Thresholds
from engagement.matching.screener import explain
from engagement.organizations.models import Organization
from engagement.screening import content
from engagement.screening.commands.parties import refresh_parties
from engagement.screening.commands.runs import COUNTED
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    Cause,
    EntryKind,
    ListEntry,
    ListVersion,
    Match,
    ScreeningRun,
    Source,
    VersionState,
)
from engagement.screening.queries import coverage, matches
from engagement.screening.sources import Track

_numbers = itertools.count(1)


def listed(name: str, *aliases: str, kind: str = "person", **values) -> dict:
    """The content of an entry with these names, the first its main one."""
    names = [[name, "primary", None], *([alias, "alias", None] for alias in aliases)]
    return {
        "kind": kind,
        "names": names,
        "shown_as": name,
        "countries": [],
        "births": [],
        "identifiers": [],
        "gender": None,
        "programme": None,
    } | values


def make_list(source: Source = Source.UN, /, **entries: dict) -> ListVersion:
    """A version in force that names `entries` (content by reference) and nobody else.

    What an earlier version says otherwise ends with it, as an import would write it.
    """
    return _put_in_force(source, entries, whole=True)


def make_needed_lists(track: Track) -> None:
    """Every list that a track needs, with nobody on it where it was not in force."""
    for source in coverage.missing_on(track):
        make_list(source)


@bookkeeping
def _put_in_force(source, entries, *, whole):
    moment = now()
    there = {
        entry.reference: entry
        for entry in db.session.scalars(
            select(ListEntry).filter_by(source=source, until_version_id=None)
        )
    }
    changed = {
        reference: values
        for reference, values in entries.items()
        if reference not in there or there[reference].content != values
    }
    ended = [
        entry
        for reference, entry in there.items()
        if reference in changed or (whole and reference not in entries)
    ]
    stay = len(there) - len(ended)
    version = ListVersion(
        source=source,
        state=VersionState.IN_FORCE,
        digest=hashlib.sha256(str(next(_numbers)).encode()).digest(),
        files=[],
        received_at=moment,
        received_from="command line",
        counts={
            "entries": stay + len(changed),
            "names": stay + len(changed),
            "added": len(changed.keys() - there.keys()),
            "changed": len(changed.keys() & there.keys()),
            "removed": len([entry for entry in ended if entry.reference not in entries]),
            "unchanged": stay,
        },
        problems=[],
        in_force_since=moment,
    )
    db.session.execute(
        update(ListVersion)
        .where(ListVersion.source == source, ListVersion.state == VersionState.IN_FORCE)
        .values(state=VersionState.SUPERSEDED, superseded_at=moment)
    )
    db.session.add(version)
    db.session.flush()
    for entry in ended:
        entry.until_version_id = version.id
    db.session.flush()
    for reference, values in changed.items():
        db.session.add(
            ListEntry(
                source=source,
                reference=reference,
                kind=EntryKind(values["kind"]),
                name=values["shown_as"],
                programme=values["programme"],
                content=values,
                content_hash=content.digest(values),
                since_version_id=version.id,
            )
        )
    return version


def make_match(
    organization: Organization,
    *,
    track: Track = Track.PRIVATE_SECTOR,
    source: Source = Source.UN,
    entry: dict | None = None,
) -> Match:
    """A match of an organization with an entry called as it is, by a comparison as it happens.

    The entry is added to what the list names.
    """
    values = entry or listed(organization.name, kind="organization")
    _put_in_force(source, {f"R{next(_numbers)}": values}, whole=False)
    screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)
    return matches.open_for(organization)[-1]


def make_bare_match(organization: Organization, track: Track = Track.MAJOR_GROUP) -> Match:
    """A match of an organization with the one entry of a list, written without comparing."""
    entry = db.session.scalars(select(ListEntry).filter_by(source=Source.UN)).first()
    if entry is None:
        make_list(E1=listed("Nobody We Know", kind="organization"))
        entry = db.session.scalars(select(ListEntry).filter_by(source=Source.UN)).one()
    return _write_match(organization, entry, track)


@bookkeeping
def _write_match(organization, entry, track):
    (party, *_people), _gone = refresh_parties(organization, {track})
    moment, rules = now(), asdict(Thresholds())
    run = ScreeningRun(
        cause=Cause.SUBMISSION,
        organization_id=organization.id,
        list_versions={},
        algorithm=ALGORITHM_VERSION,
        thresholds=rules,
        counts=dict.fromkeys(COUNTED, 0),
        started_at=moment,
    )
    db.session.add(run)
    db.session.flush()
    reason = explain(content.party(party.content), content.entries(entry.id, entry.content)[0])
    match = Match(
        party=party,
        organization_id=organization.id,
        party_content=party.content,
        party_hash=party.content_hash,
        source=entry.source,
        reference=entry.reference,
        entry=entry,
        entry_hash=entry.content_hash,
        list_version_id=entry.since_version_id,
        run_id=run.id,
        algorithm=ALGORITHM_VERSION,
        thresholds=rules,
        score=0.6,
        band="possible",
        script=party.script,
        reason=reason.as_json(),
        opened_at=moment,
        due_on=moment.date(),
    )
    db.session.add(match)
    return match
