"""What the calendar does to matches: overdue ones are told to the heads, ended entries lapse."""

from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, Role, can
from engagement.mail import outbox
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening.commands.hits import lapse
from engagement.screening.models import UNDECIDED, Lapse, Match, MatchState
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries

HEADS = (Role.PRIVATE_SECTOR_HEAD, Role.HEAD_OF_UNIT)
"""Who is told; the policy lets heads of the civil society unit see major-group parties alone."""


@command
def escalate(match: Match, *, actor: Actor) -> None:
    """Tell the heads, once, that a match was not decided in time."""
    lock(match)
    if not can(actor, Matches.ESCALATE, match):
        raise NotAllowed(Matches.ESCALATE)
    if match.state not in UNDECIDED or match.escalated_at is not None or match.due_on >= today():
        return
    match.escalated_at = now()
    record("screening:match:escalated", match, actor=actor, due_on=match.due_on.isoformat())
    for head in staff_who_may(Matches.DECIDE, match, *HEADS):
        outbox.send("screening/match_overdue", to=head, about=match, match=match)


@command
def lapse_ended(match: Match, *, actor: Actor) -> None:
    """Let a match lapse whose entry has ended by its own date (product 4.1)."""
    lock(match)
    if not can(actor, Matches.ESCALATE, match):
        raise NotAllowed(Matches.ESCALATE)
    entry = queries.entry_now(match)
    over = entry is not None and entry.ends_on is not None and entry.ends_on < today()
    if match.state != MatchState.LAPSED and over:
        lapse(match, Lapse.ENTRY_ENDED, actor=actor)
