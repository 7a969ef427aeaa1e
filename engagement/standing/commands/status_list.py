"""Give accreditations their places and issue the list.

Nobody decides anything here: what the list says was decided, and audited, elsewhere.
"""

import hashlib
import uuid
from datetime import timedelta

from sqlalchemy import text

from engagement.accreditation.models import Accreditation
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.signing import tokens
from engagement.standing import addresses, settings
from engagement.standing.models.status_list import StatusIndex, StatusListIssue
from engagement.standing.queries import status_list as queries
from engagement.standing.status_bits import BITS, packed

TYPE = "statuslist+jwt"
AREA = "standing"
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('engagement.standing.status'))")


@bookkeeping
def issue_list() -> StatusListIssue:
    """Sign what every place says today and publish it; `signing.commands.ensure_key` comes first.

    Every accreditation has a place from then on. No name and no number is in it.
    """
    db.session.execute(ONE_AT_A_TIME)
    give_places(queries.without_place())
    issued_at = now().replace(microsecond=0)
    next_issue_at = issued_at + timedelta(minutes=settings.list_minutes())
    expires_at = max(next_issue_at, issued_at + timedelta(hours=settings.list_trust_hours()))
    claims = {
        "iss": addresses.issuer(),
        "sub": addresses.status_list(),
        "iat": int(issued_at.timestamp()),
        "exp": int(expires_at.timestamp()),
        "ttl": settings.list_minutes() * 60,
        "status_list": {"bits": BITS, "lst": packed(queries.entries())},
    }
    signed = tokens.sign(claims, typ=TYPE)
    issue = StatusListIssue(
        issued_at=issued_at,
        next_issue_at=next_issue_at,
        expires_at=expires_at,
        jws=signed,
        digest=hashlib.sha256(signed.encode()).digest(),
    )
    db.session.add(issue)
    versions.bump(AREA)
    return issue


@bookkeeping
def issue_list_when_due() -> StatusListIssue | None:
    """The same when the published list has had its time, or there is none that can be believed."""
    last = queries.last_issue()
    if last is None or last.next_issue_at <= now() or not _still_signed(last):
        return issue_list()
    return None


def _still_signed(issue: StatusListIssue) -> bool:
    """Whether the key that signed it was not withdrawn since."""
    try:
        tokens.check(issue.jws, typ=TYPE)
    except tokens.NotSigned:
        return False
    return True


def place_of(accreditation: Accreditation) -> tuple[int, bool]:
    """The place of an accreditation, given now if it has none, and whether it was; in a command."""
    db.session.execute(ONE_AT_A_TIME)
    known = queries.index_of(accreditation)
    if known is not None:
        return known.position, False
    give_places([accreditation.id])
    return queries.index_of(accreditation).position, True


def give_places(accreditation_ids: list[uuid.UUID]) -> None:
    """The next places, one each; who calls holds the lock."""
    first = queries.next_position()
    db.session.add_all(
        StatusIndex(accreditation_id=accreditation_id, position=first + number)
        for number, accreditation_id in enumerate(accreditation_ids)
    )
    db.session.flush()
