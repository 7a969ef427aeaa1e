"""Builders of lists in force and of parties that are compared with them."""

import hashlib
import itertools
import json

from sqlalchemy import update

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import SYSTEM
from engagement.organizations.models import Organization
from engagement.screening import content
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    Cause,
    EntryKind,
    ListEntry,
    ListVersion,
    Match,
    Source,
    VersionState,
)
from engagement.screening.queries import matches
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


@bookkeeping
def make_list(source: Source = Source.UN, /, **entries: dict) -> ListVersion:
    """A version in force that names `entries` (content by reference) and nobody else.

    What an earlier version says otherwise ends with it, as an import would write it.
    """
    moment = now()
    version = ListVersion(
        source=source,
        state=VersionState.IN_FORCE,
        digest=hashlib.sha256(json.dumps([next(_numbers)]).encode()).digest(),
        files=[],
        received_at=moment,
        received_from="command line",
        counts={},
        problems=[],
        in_force_since=moment,
    )
    there = {
        entry.reference: entry
        for entry in db.session.query(ListEntry).filter_by(source=source, until_version_id=None)
    }
    db.session.execute(
        update(ListVersion)
        .where(ListVersion.source == source, ListVersion.state == VersionState.IN_FORCE)
        .values(state=VersionState.SUPERSEDED, superseded_at=moment)
    )
    db.session.add(version)
    db.session.flush()
    for reference, entry in there.items():
        if entry.content != entries.get(reference):
            entry.until_version_id = version.id
    db.session.flush()
    for reference, values in entries.items():
        if reference in there and there[reference].content == values:
            continue
        db.session.add(
            ListEntry(
                source=source,
                reference=reference,
                kind=EntryKind(values["kind"]),
                name=values["shown_as"],
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
    """A match of an organization with an entry called as it is, by a comparison as it happens."""
    values = entry or listed(organization.name, kind="organization")
    make_list(source, **{f"R{next(_numbers)}": values})
    screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)
    return matches.open_for(organization)[-1]
