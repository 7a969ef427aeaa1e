"""Link organizations with participants of the Global Compact; note how they stand."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations.models import Organization
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.models import (
    TO_FOLLOW,
    CompactLink,
    CompactStanding,
    LinkState,
    ListVersion,
)
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries
from engagement.screening.queries.compact_standing import said_of, standing
from engagement.screening.workflow.compact import CONFIRM, END, REJECT, of_links

ANOTHER = "another participant was confirmed"


@command
def find_participants(organization: Organization, *, actor: Actor) -> int:
    """Keep for an officer which participants a business may be; returns how many are new.

    Nothing for others than businesses, and while the lists of the Compact are switched off.
    """
    if not can(actor, Compacts.FIND, organization):
        raise NotAllowed(Compacts.FIND)
    if not (organization.kind.is_business and settings.use_global_compact()):
        return 0
    lock(organization)
    found = queries.candidates(organization)
    for each in found:
        link = CompactLink(
            organization=organization,
            reference=each.entry.reference,
            entry=each.entry,
            score=each.hit.score if each.hit else None,
            reason=each.hit.reason.as_json() if each.hit else None,
            by_number=each.by_number,
            found_at=now(),
        )
        db.session.add(link)
        db.session.flush()
        record("screening:compact:found", link, actor=actor, reference=link.reference)
    return len(found)


@command
def ask_participants(organization: Organization, *, actor: Actor) -> None:
    """Let a worker look once more for participants that an organization may be."""
    if not can(actor, Compacts.DECIDE, organization):
        raise NotAllowed(Compacts.DECIDE)
    enqueue(
        "screening.find_participants",
        about=organization.id,
        organization_id=str(organization.id),
    )
    record("screening:compact:asked", organization, actor=actor)


@command
def confirm_link(link: CompactLink, *, actor: Actor, reason: str) -> None:
    """Say that an organization is this participant: its standing counts from now on.

    A link that held before ends, and what was still to compare is answered by it.
    """
    lock(link.organization)
    before = queries.link_of(link.organization_id)
    if before is not None and before.id != link.id:
        _end(before, actor=actor, reason=ANOTHER)
    for other in queries.open_links(link.organization_id):
        if other.id != link.id:
            _decide(REJECT, other, actor=actor, reason=ANOTHER)
    link.status = standing(said_of(link.reference), now())
    db.session.flush()
    _decide(CONFIRM, link, actor=actor, reason=reason)
    _stand(link)


@command
def reject_link(link: CompactLink, *, actor: Actor, reason: str) -> None:
    """Say that an organization is not this participant; it is not proposed again."""
    _decide(REJECT, link, actor=actor, reason=reason)


@command
def end_link(link: CompactLink, *, actor: Actor, reason: str) -> None:
    """Take a link back: it was wrong, or is not true any more."""
    _end(link, actor=actor, reason=reason)


def _decide(transition, link, *, actor, reason):
    of_links.fire(transition, link, actor=actor)
    link.ended_at = None
    link.decided_by_id, link.decided_at, link.decision_reason = actor.id, now(), reason
    record(f"screening:compact:{link.state}", link, actor=actor, reason=reason)


def _end(link, *, actor, reason):
    of_links.fire(END, link, actor=actor)
    link.ended_at = now()
    record("screening:compact:ended", link, actor=actor, reason=reason)


def _stand(link, version=None) -> CompactStanding:
    standing_now = CompactStanding(
        link=link,
        status=link.status,
        version_id=version.id if version else None,
        noticed_at=now(),
    )
    db.session.add(standing_now)
    db.session.flush()
    return standing_now


@command
def note_standing(link: CompactLink, *, actor: Actor, version: ListVersion) -> None:
    """Note how a linked organization stands by a new version, and tell the unit what matters."""
    if not can(actor, Compacts.NOTE, link):
        raise NotAllowed(Compacts.NOTE)
    lock(link)
    status = standing(said_of(link.reference), now())
    if link.state is not LinkState.CONFIRMED or link.status is status:
        return
    before, link.status = link.status, status
    noted = _stand(link, version)
    record("screening:compact:changed", noted, actor=SYSTEM, status=[before, status])
    if status in TO_FOLLOW:
        officers = staff_who_may(Compacts.FOLLOW, link, Role.SCREENING_OFFICER)
        for person in officers or staff_who_may(Compacts.FOLLOW, link, Role.PRIVATE_SECTOR_HEAD):
            outbox.send("screening/compact_changed", to=person, about=link, compact=link)


@command
def follow_up(noted: CompactStanding, *, actor: Actor, text: str) -> None:
    """Say what was done about a company that is non-communicating, delisted or not listed."""
    if not can(actor, Compacts.FOLLOW, noted):
        raise NotAllowed(Compacts.FOLLOW)
    lock(noted)
    if noted.followed_at is not None or noted.status not in TO_FOLLOW:
        raise RuleViolation(MOVED_ON)
    if noted is not queries.latest_standing(noted.link):
        raise RuleViolation(_l("Its standing has changed since. Look at the newer one."))
    noted.followed_at, noted.followed_by_id, noted.followed_text = now(), actor.id, text
    record("screening:compact:followed_up", noted, actor=actor, text=text)
