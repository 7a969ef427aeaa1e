"""Builders of lists in force and of parties that are compared with them."""

import hashlib
import itertools

from sqlalchemy import select, update

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


def make_list(source: Source = Source.UN, /, **entries: dict) -> ListVersion:
    """A version in force that names `entries` (content by reference) and nobody else.

    What an earlier version says otherwise ends with it, as an import would write it.
    """
    return _put_in_force(source, entries, whole=True)


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
