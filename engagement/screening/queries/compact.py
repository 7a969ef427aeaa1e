"""Links with participants of the Global Compact, their standings, invitations."""

import re
import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true

from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.text import Labelled
from engagement.matching.reasons import Hit
from engagement.organizations.models import Organization
from engagement.screening.models import (
    TO_FOLLOW,
    CompactInvitation,
    CompactLink,
    CompactStanding,
    LinkState,
    ListEntry,
)
from engagement.screening.permissions.risk import DESK, UNIT
from engagement.screening.queries import indexes, parties
from engagement.screening.queries.compact_standing import COMPACT_LISTS, DELISTED

ORDER = (CompactLink.found_at, CompactLink.id)
ORDER_OF_INVITATIONS = (CompactInvitation.invited_at, CompactInvitation.id)
MOST_CANDIDATES = 10
NUMBER = re.compile(r"\d{2,}")


class Lane(Labelled):
    """A part of the list: what has to be done."""

    TO_COMPARE = "to-compare", _l("To compare")
    TO_FOLLOW = "to-follow", _l("To speak about")
    LINKED = "linked", _l("Linked")
    INVITED = "invited", _l("Invited")


@dataclass(frozen=True)
class Candidate:
    """An entry that may be an organization; `hit` None where only its number says so."""

    entry: ListEntry
    hit: Hit | None
    by_number: bool


def links_visible_to(actor: Actor) -> Select:
    """Links this person may see. Every list and count starts here."""
    return select(CompactLink).where(_seen(actor, CompactLink, CompactLink.found_at))


def invitations_visible_to(actor: Actor) -> Select:
    """Invitations this person may see: as staff, or because they lead the company."""
    seen = _seen(actor, CompactInvitation, CompactInvitation.invited_at)
    return select(CompactInvitation).where(
        or_(seen, CompactInvitation.organization_id.in_(actor.leads))
    )


def _seen(actor, model, moment) -> ColumnElement[bool]:
    if not actor.roles.isdisjoint(DESK):
        may = true()
    elif Role.AUDITOR not in actor.roles:
        return false()
    else:
        may = true() if actor.audited.is_open else subjects.happened_in(moment, actor.audited)
    return and_(may, model.organization_id.not_in(actor.conflicts))


def to_follow() -> ColumnElement[bool]:
    """The condition that a link's standing waits for a word with the company."""
    return and_(
        CompactLink.state == LinkState.CONFIRMED,
        CompactLink.status.in_(TO_FOLLOW),
        ~select(CompactStanding.id)
        .where(
            CompactStanding.link_id == CompactLink.id,
            CompactStanding.status == CompactLink.status,
            CompactStanding.followed_at.is_not(None),
            CompactStanding.noticed_at
            == select(func.max(CompactStanding.noticed_at))
            .where(CompactStanding.link_id == CompactLink.id)
            .correlate(CompactLink)
            .scalar_subquery(),
        )
        .exists(),
    )


def condition(lane: Lane) -> ColumnElement[bool]:
    """The links of a lane."""
    if lane is Lane.TO_COMPARE:
        return CompactLink.state == LinkState.OPEN
    return to_follow() if lane is Lane.TO_FOLLOW else CompactLink.state == LinkState.CONFIRMED


def listed(actor: Actor, lane: Lane) -> Select:
    """The rows of a lane, links or invitations, to be paged by their order."""
    if lane is Lane.INVITED:
        return _for_staff(actor)
    return links_visible_to(actor).where(condition(lane))


def _for_staff(actor):
    return select(CompactInvitation).where(
        _seen(actor, CompactInvitation, CompactInvitation.invited_at)
    )


def lane_counts(actor: Actor) -> dict[Lane, int]:
    """How many stand in each lane, of those this person may see: two statements."""
    lanes = [lane for lane in Lane if lane is not Lane.INVITED]
    row = db.session.execute(
        links_visible_to(actor).with_only_columns(
            *(func.count().filter(condition(lane)) for lane in lanes), maintain_column_froms=True
        )
    ).one()
    invited = _for_staff(actor).with_only_columns(func.count(), maintain_column_froms=True)
    return dict(zip(lanes, row, strict=True)) | {Lane.INVITED: db.session.scalar(invited)}


def work_count(actor: Actor) -> int:
    """How many links wait for this person's unit: to compare, or to speak about."""
    if actor.roles.isdisjoint(UNIT):
        return 0
    waiting = or_(condition(Lane.TO_COMPARE), to_follow())
    counted = links_visible_to(actor).where(waiting)
    return db.session.scalar(counted.with_only_columns(func.count(), maintain_column_froms=True))


def get_link(link_id: uuid.UUID) -> CompactLink | None:
    """A link by its id."""
    return db.session.get(CompactLink, link_id)


def get_standing(standing_id: uuid.UUID) -> CompactStanding | None:
    """A standing by its id."""
    return db.session.get(CompactStanding, standing_id)


def get_invitation(invitation_id: uuid.UUID) -> CompactInvitation | None:
    """An invitation by its id."""
    return db.session.get(CompactInvitation, invitation_id)


def link_of(organization_id: uuid.UUID) -> CompactLink | None:
    """The link of an organization that holds."""
    return db.session.scalars(
        select(CompactLink).filter_by(organization_id=organization_id, state=LinkState.CONFIRMED)
    ).first()


def open_links(organization_id: uuid.UUID) -> list[CompactLink]:
    """Participants with which an organization has still to be compared, the likeliest first."""
    return db.session.scalars(
        select(CompactLink)
        .filter_by(organization_id=organization_id, state=LinkState.OPEN)
        .order_by(CompactLink.by_number.desc(), CompactLink.score.desc().nulls_last())
    ).all()


def confirmed_ids() -> list[uuid.UUID]:
    """Links that hold, whose standing a new version may change."""
    return db.session.scalars(
        select(CompactLink.id).filter_by(state=LinkState.CONFIRMED).order_by(CompactLink.id)
    ).all()


def latest_standing(link: CompactLink) -> CompactStanding | None:
    """The standing that a link has now."""
    return link.standings[-1] if link.standings else None


def last_invitation(organization_id: uuid.UUID) -> CompactInvitation | None:
    """The invitation of an organization that was sent last."""
    return db.session.scalars(
        select(CompactInvitation)
        .filter_by(organization_id=organization_id)
        .order_by(CompactInvitation.invited_at.desc(), CompactInvitation.id)
        .limit(1)
    ).first()


def waiting_invitations(actor: Actor) -> list[CompactInvitation]:
    """Invitations without an answer of the companies that this person leads, the latest first."""
    if not actor.leads:
        return []
    return db.session.scalars(
        select(CompactInvitation)
        .where(
            CompactInvitation.organization_id.in_(actor.leads),
            CompactInvitation.answered_at.is_(None),
        )
        .order_by(CompactInvitation.invited_at.desc(), CompactInvitation.id)
    ).all()


def candidates(organization: Organization) -> list[Candidate]:
    """Entries of the Compact's lists that may be an organization and were not compared with it.

    By name from the score on from which a match opens, or by the number that it declares itself.
    Where a link holds, only those who were delisted: the same participant may stand there under
    another key.
    """
    known = set(
        db.session.scalars(select(CompactLink.reference).filter_by(organization_id=organization.id))
    )
    sources = {DELISTED} if link_of(organization.id) else COMPACT_LISTS
    versions = {
        source: version
        for source, version in indexes.versions_in_force().items()
        if source in sources
    }
    numbered = {each.reference: each for each in _numbered(organization, versions)}
    found: dict[str, Candidate] = {}
    rules = indexes.thresholds()
    party = parties.parties_of(organization)[0].content
    for each in indexes.screen(party, sources, rules=rules, versions=versions):
        entry = each.entry
        if each.hit.score >= rules.open or entry.reference in numbered:
            found.setdefault(
                entry.reference, Candidate(entry, each.hit, entry.reference in numbered)
            )
    for reference, entry in numbered.items():
        found.setdefault(reference, Candidate(entry, None, True))
    unknown = [each for reference, each in found.items() if reference not in known]
    unknown.sort(key=lambda each: not each.by_number)
    return unknown[:MOST_CANDIDATES]


def _numbered(organization, versions):
    """Entries under the number that the organization declares, alone or in the address there."""
    declared = (organization.global_compact_number or "").strip()
    if not declared:
        return []
    numbers = {declared, *NUMBER.findall(declared)[:1]}
    return db.session.scalars(
        select(ListEntry).where(
            ListEntry.source.in_(versions),
            ListEntry.until_version_id.is_(None),
            ListEntry.reference.in_(numbers),
        )
    ).all()
