"""The queue of matches: lanes with their counts, filters, the next one to decide."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.organizations.public import region_column
from engagement.screening.models import (
    UNDECIDED,
    BarState,
    LegalBar,
    Match,
    MatchState,
    Party,
    Source,
)
from engagement.screening.queries import matches

ORDER = (Match.due_on, Match.id)
STRONG = ("exact", "strong")
"""Bands of the matching library that are never cleared in bulk, nor by one person."""
SCRIPTS = ("latin", "arabic", "cyrillic", "han", "greek", "hebrew", "devanagari", "other")


@dataclass(frozen=True)
class Lane:
    """A part of the queue, with the condition that makes it."""

    key: str
    label: Any
    condition: ColumnElement[bool]


@dataclass(frozen=True)
class Chosen:
    """Filters of the address; None is any."""

    source: Source | None = None
    script: str | None = None
    region: Region | None = None
    organization_id: Any = None


def lanes(actor: Actor) -> list[Lane]:
    """What this person can look at, made for today."""
    undecided = Match.state.in_(UNDECIDED)
    another = and_(Match.state == MatchState.PROPOSED, Match.proposed_by_id != actor.id)
    unadvised = select(LegalBar.match_id).where(LegalBar.state == BarState.ADVICE)
    advising = [Lane("advice", _l("Wait for your legal advice"), Match.id.in_(unadvised))]
    return [
        *(advising if Role.LEGAL_ADVISER in actor.roles else []),
        Lane("open", _l("To decide"), Match.state == MatchState.OPEN),
        Lane("confirm", _l("Wait for you as second person"), another),
        Lane("overdue", _l("Overdue"), and_(undecided, Match.due_on < today())),
        Lane("strong", _l("Strong"), and_(undecided, Match.band.in_(STRONG))),
        Lane("confirmed", _l("Confirmed"), Match.state == MatchState.CONFIRMED),
        Lane("cleared", _l("Cleared"), Match.state == MatchState.CLEARED),
        Lane("all", _l("All matches"), true()),
    ]


def lane_counts(actor: Actor, shown: list[Lane], chosen: Chosen) -> dict[str, int]:
    """How many matches stand in each lane, of those this person may see; one statement."""
    row = db.session.execute(
        _chosen(actor, chosen).with_only_columns(
            *(func.count().filter(lane.condition).label(lane.key) for lane in shown)
        )
    ).one()
    return dict(row._mapping)


def queue(actor: Actor, lane: Lane, chosen: Chosen) -> Select:
    """Rows of the queue, to be paged by `ORDER`."""
    return (
        _chosen(actor, chosen)
        .where(lane.condition)
        .with_only_columns(
            Match.due_on,
            Match.id,
            Match.state,
            Match.score,
            Match.band,
            Match.source,
            Match.reason["their_name"].astext.label("their_name"),
            Match.escalated_at,
            Party.name,
            Party.kind,
            Organization.id.label("organization_id"),
            Organization.name.label("organization_name"),
            Organization.name_language,
            Organization.country,
        )
    )


def _chosen(actor, chosen):
    statement = (
        select(Match)
        .join(Match.party)
        .join(Organization, Organization.id == Match.organization_id)
        .where(matches.seen_by(actor, Match.opened_at))
    )
    if chosen.source is not None:
        statement = statement.where(Match.source == chosen.source)
    if chosen.script is not None:
        known = [script for script in SCRIPTS if script != "other"]
        script = case((Match.script.in_(known), Match.script), else_="other")
        statement = statement.where(script == chosen.script)
    if chosen.region is not None:
        statement = statement.where(region_column() == chosen.region.value)
    if chosen.organization_id is not None:
        statement = statement.where(Match.organization_id == chosen.organization_id)
    return statement


def next_to_decide(actor: Actor, after: Match) -> Match | None:
    """The match that comes after one for this person: open, or proposed by somebody else.

    Behind it in the order of the queue, else from its beginning on.
    """
    waiting = or_(
        Match.state == MatchState.OPEN,
        and_(Match.state == MatchState.PROPOSED, Match.proposed_by_id != actor.id),
    )
    behind = or_(
        Match.due_on > after.due_on, and_(Match.due_on == after.due_on, Match.id > after.id)
    )
    return db.session.scalars(
        matches.decided_by(actor)
        .where(waiting, Match.id != after.id)
        .order_by(behind.desc(), *ORDER)
        .limit(1)
    ).first()


def picked(actor: Actor, ids: list) -> list[Match]:
    """Those of the matches that this person may decide, in the order of the queue."""
    return db.session.scalars(
        matches.decided_by(actor).where(Match.id.in_(ids)).order_by(*ORDER)
    ).all()
