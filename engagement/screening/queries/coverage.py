"""Whether the lists that a track needs are in force, and who was compared with them; fails closed.

What has not been looked at is not resolved: while a list is missing, or nobody has compared an
organization with it, nothing is rated and nobody accredited.
"""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from engagement.core.db import db
from engagement.core.text import labels_in_words
from engagement.organizations.models import Organization
from engagement.screening.models import (
    CaseState,
    ListVersion,
    Party,
    ScreeningCase,
    ScreeningRun,
    Source,
    VersionState,
)
from engagement.screening.sources import SWITCHES, Track, needed_on

NOT_COMPARED = _l(
    "This organization has not been compared with the lists yet. That is done by itself"
    " within minutes; if it is not, tell an administrator to look at the jobs."
)


def in_force(sources: frozenset[Source]) -> frozenset[Source]:
    """Those of the lists that have a version in force."""
    return frozenset(
        db.session.scalars(
            select(ListVersion.source).where(
                ListVersion.state == VersionState.IN_FORCE, ListVersion.source.in_(sources)
            )
        )
    )


def missing_on(*tracks: Track) -> list[Source]:
    """The lists that one of these tracks needs and of which no version is in force."""
    needed = frozenset[Source]().union(*map(needed_on, tracks))
    there = in_force(needed)
    return [source for source in Source if source in needed and source not in there]


def was_compared(organization_id: Any, track: Track) -> ColumnElement[bool]:
    """The condition that an organization was compared for a track, with each list it needs.

    `organization_id` is an id, or a column of the statement around it. Lists that are not in force
    are left out, see `missing_on`.
    """
    return (
        select(Party.id)
        .where(
            Party.organization_id == organization_id,
            Party.organization_person_id.is_(None),
            Party.tracks.contains(literal([track.value], ARRAY(Text))),
            *map(_compared_with, sorted(in_force(needed_on(track)))),
        )
        .exists()
    )


def _compared_with(source):
    """A run over the party's organization, or one over everybody since the party was there.

    The first is one transaction, so it is whole when it is there; the second has to have ended, and
    compared nobody where the list was not used at that time.
    """
    run = select(ScreeningRun.id).where(ScreeningRun.list_versions.has_key(source.value))
    own = run.where(ScreeningRun.organization_id == Party.organization_id)
    of_all = run.where(
        ScreeningRun.organization_id.is_(None),
        ScreeningRun.ended_at.is_not(None),
        ScreeningRun.started_at >= Party.since,
        ScreeningRun.counts["parties"].as_integer() > 0,
    )
    return or_(own.exists(), of_all.exists())


def is_compared(organization: Organization, track: Track) -> bool:
    """Whether an organization was compared for a track, with each list in force that it needs."""
    return bool(db.session.scalar(select(was_compared(organization.id, track))))


def compared_among(ids: Collection[uuid.UUID], track: Track) -> frozenset[uuid.UUID]:
    """Those of these organizations that were."""
    return frozenset(
        db.session.scalars(
            select(Organization.id).where(
                Organization.id.in_(ids), was_compared(Organization.id, track)
            )
        )
    )


def why_not_rated(organization: Organization, track: Track) -> Any:
    """Why a company can be neither rated nor accredited before somebody looked, or None."""
    if missing := missing_on(track):
        return in_words(missing)
    return None if is_compared(organization, track) else NOT_COMPARED


def in_words(missing: list[Source]) -> Any:
    """Which lists are missing, what that holds, and who does what about it, in a sentence."""
    if missing == [Source.UN]:
        return _l(
            "The list of the Security Council is not in force yet, and it cannot be switched off."
            " Before that, no company is rated and nobody is accredited. The private sector unit or"
            " an administrator imports it."
        )
    lists = labels_in_words(missing)
    if any(source not in SWITCHES for source in missing):
        return _l(
            "Not in force yet: %(lists)s. Before that, no company is rated and nobody is"
            " accredited. The private sector unit or an administrator imports each of them. What is"
            " not to be used an administrator switches off in the settings; the list of the"
            " Security Council cannot be switched off.",
            lists=lists,
        )
    return _l(
        "Not in force yet: %(lists)s. Before that, no company is rated and none is accredited. The"
        " private sector unit or an administrator imports each of them; what is not to be used an"
        " administrator switches off in the settings.",
        lists=lists,
    )


# Who is still to be compared -----------------------------------------------------------------


def parties_to_compare() -> Iterator[tuple[Select, Track]]:
    """Statements of organizations by track that are compared there, but not with every list yet.

    Besides those whose case is open and that nobody has compared.
    """
    over = (CaseState.DECIDED, CaseState.CLOSED)
    for track in Track:
        compared_for = and_(
            Party.organization_person_id.is_(None),
            Party.ended_at.is_(None),
            Party.tracks.contains(literal([track.value], ARRAY(Text))),
        )
        of_parties = select(Organization.id).where(
            Organization.id.in_(select(Party.organization_id).where(compared_for))
        )
        of_cases = select(ScreeningCase.organization_id).where(
            ScreeningCase.track == track, ScreeningCase.state.not_in(over)
        )
        yield of_parties, track
        yield of_cases, track


def to_compare(statement: Select, track: Track, *, most: int) -> list[uuid.UUID]:
    """Up to `most` organizations that a statement of ids gives and that are not compared yet."""
    (column,) = statement.selected_columns
    return db.session.scalars(
        statement.where(~was_compared(column, track)).distinct().limit(most)
    ).all()
