"""Matches: of a party, of an organization for other features, and as the desk sees them."""

import uuid

from sqlalchemy import ColumnElement, Select, false, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import selectinload
from sqlalchemy.types import Text

from engagement.core import subjects
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.screening.models import (
    UNDECIDED,
    BarState,
    LegalBar,
    ListEntry,
    Match,
    MatchPaper,
    MatchState,
    Party,
)
from engagement.screening.permissions.matches import OFFICERS, READERS
from engagement.screening.queries import coverage
from engagement.screening.sources import Track, compared_with, weighing_on

# What other features ask ---------------------------------------------------------------------


def open_for(organization: Organization) -> list[Match]:
    """Matches of an organization or its people that nobody has decided yet, oldest first."""
    return db.session.scalars(
        select(Match)
        .where(Match.organization_id == organization.id, Match.state.in_(UNDECIDED))
        .order_by(Match.opened_at, Match.id)
    ).all()


def open_on(organization: Organization, track: Track) -> list[Match]:
    """Those of them with lists that have weight on a track: what has to be decided there first."""
    sources = weighing_on(track)
    return [match for match in open_for(organization) if match.source in sources]


def confirmed(organization: Organization, track: Track, *, national: bool = False) -> list[Match]:
    """Confirmed matches with lists that have weight on a track; with `national` ones if wanted."""
    sources = compared_with([track]) if national else weighing_on(track)
    return db.session.scalars(
        select(Match)
        .where(
            Match.organization_id == organization.id,
            Match.state == MatchState.CONFIRMED,
            Match.source.in_(sources),
        )
        .order_by(Match.decided_at, Match.id)
    ).all()


def resolved(organization: Organization, track: Track) -> bool:
    """Whether an organization was compared for a track and every match on it is decided.

    False as long as a list that the track needs is missing, or nobody has compared it: what has not
    been looked at is not resolved.
    """
    return coverage.why_not_rated(organization, track) is None and not open_on(organization, track)


def legal_bar_of(organization: Organization) -> LegalBar | None:
    """The legal bar of a major-group organization that stands, whatever is known of it outside."""
    return db.session.scalars(
        select(LegalBar)
        .where(LegalBar.organization_id == organization.id, LegalBar.state != BarState.LIFTED)
        .order_by(LegalBar.opened_at)
        .limit(1)
    ).first()


# Of one pair ---------------------------------------------------------------------------------


def get_match(match_id: uuid.UUID) -> Match | None:
    """A match by its id."""
    return db.session.get(Match, match_id)


def get_paper(paper_id: uuid.UUID) -> MatchPaper | None:
    """A file of a match by its id."""
    return db.session.get(MatchPaper, paper_id)


def get_bar(bar_id: uuid.UUID) -> LegalBar | None:
    """A legal bar by its id."""
    return db.session.get(LegalBar, bar_id)


def bar_of(match: Match) -> LegalBar | None:
    """The legal bar that followed from a match, the latest first."""
    return db.session.scalars(
        select(LegalBar).filter_by(match_id=match.id).order_by(LegalBar.opened_at.desc()).limit(1)
    ).first()


def live_of(party: Party) -> list[Match]:
    """Matches of a party that have not lapsed."""
    return db.session.scalars(
        select(Match)
        .where(Match.party_id == party.id, Match.state != MatchState.LAPSED)
        .order_by(Match.opened_at, Match.id)
    ).all()


def last_of(party: Party, entry: ListEntry) -> Match | None:
    """The row that lapsed last of the pair of a party and an entry's reference."""
    return db.session.scalars(
        select(Match)
        .where(
            Match.party_id == party.id,
            Match.source == entry.source,
            Match.reference == entry.reference,
            Match.state == MatchState.LAPSED,
        )
        .order_by(Match.lapsed_at.desc(), Match.opened_at.desc())
        .limit(1)
    ).first()


def entry_now(match: Match) -> ListEntry | None:
    """What the list says under the reference now, or None when it does not any more."""
    return db.session.scalars(
        select(ListEntry).where(
            ListEntry.source == match.source,
            ListEntry.reference == match.reference,
            ListEntry.until_version_id.is_(None),
        )
    ).first()


def rows_of_pair(match: Match) -> list[Match]:
    """Every row of the pair there ever was, latest first, with what people did."""
    return db.session.scalars(
        select(Match)
        .where(
            Match.party_id == match.party_id,
            Match.source == match.source,
            Match.reference == match.reference,
        )
        .options(selectinload(Match.dispositions))
        .order_by(Match.opened_at.desc(), Match.id)
    ).all()


# As the desk sees them -----------------------------------------------------------------------


def visible_to(actor: Actor) -> Select:
    """Matches as the policy lets this person see them (`Matches.VIEW`), in SQL."""
    return select(Match).join(Match.party).where(seen_by(actor, Match.opened_at))


def decided_by(actor: Actor) -> Select:
    """Matches that this person may decide (`Matches.DECIDE`)."""
    allowed: ColumnElement[bool] = false()
    if not actor.roles.isdisjoint(OFFICERS):
        allowed = literal(True)
    elif Role.HEAD_OF_UNIT in actor.roles:
        allowed = of_major_group()
    return (
        select(Match)
        .join(Match.party)
        .where(Match.organization_id.not_in(actor.conflicts), allowed)
    )


def seen_by(actor: Actor, opened) -> ColumnElement[bool]:
    """The condition of `Matches.VIEW` on a statement that holds matches and their parties."""
    unhidden = Match.organization_id.not_in(actor.conflicts)
    if not actor.roles.isdisjoint(READERS):
        return unhidden
    allowed: list[ColumnElement[bool]] = []
    if Role.HEAD_OF_UNIT in actor.roles:
        allowed.append(of_major_group())
    if Role.AUDITOR in actor.roles:
        scope = actor.audited
        allowed.append(literal(True) if scope.is_open else subjects.happened_in(opened, scope))
    return unhidden & or_(false(), *allowed)


def of_major_group() -> ColumnElement[bool]:
    """The condition that a party is compared for an application with a Major Group."""
    return Party.tracks.contains(_array(Track.MAJOR_GROUP))


def _array(*tracks: Track):
    return literal([track.value for track in tracks], ARRAY(Text))


def overdue() -> list[Match]:
    """Undecided matches whose time is over and that nobody was told of yet, the oldest first."""
    return db.session.scalars(
        select(Match)
        .where(Match.state.in_(UNDECIDED), Match.due_on < today(), Match.escalated_at.is_(None))
        .order_by(Match.due_on, Match.id)
    ).all()


def with_ended_entry() -> list[Match]:
    """Live matches with an entry whose last day has gone by."""
    return db.session.scalars(
        select(Match)
        .join(
            ListEntry,
            (ListEntry.source == Match.source)
            & (ListEntry.reference == Match.reference)
            & ListEntry.until_version_id.is_(None),
        )
        .where(Match.state != MatchState.LAPSED, ListEntry.ends_on < today())
        .order_by(Match.opened_at, Match.id)
    ).all()
