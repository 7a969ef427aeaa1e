"""What people decide about a match: propose, clear, confirm, send back, open again."""

import uuid
from collections.abc import Callable, Sequence

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.screening import settings
from engagement.screening.commands.hits import end_clearance
from engagement.screening.commands.legal_bars import lift_bar, open_bar
from engagement.screening.models import (
    Act,
    Clearance,
    ClearReason,
    Disposition,
    Match,
    MatchState,
    Outcome,
)
from engagement.screening.queries.queue import STRONG
from engagement.screening.sources import Track
from engagement.screening.workflow.matches import (
    CLEAR,
    CONFIRM_CLEARED,
    CONFIRM_LISTED,
    PROPOSE,
    REOPEN,
    SEND_BACK,
    takes_two,
    workflow,
)
from engagement.settings import calendar

AFTER_CONFIRMING: list[Callable[[Match], None]] = []
"""Filled from above (`after_confirming`): who relies on an organization is told."""


def after_confirming(function: Callable[[Match], None]) -> Callable[[Match], None]:
    """Let the decorated function be called with each confirmed match, within that command."""
    AFTER_CONFIRMING.append(function)
    return function


@command
def propose(
    match: Match,
    *,
    actor: Actor,
    outcome: Outcome,
    text: str,
    reason: ClearReason | None = None,
    key: uuid.UUID | None = None,
) -> Match:
    """Say that a match is none, or that it is one; where one person is enough it is cleared.

    Every confirmation, and clearing from a score on, waits for a second person. RuleViolation
    where clearing lacks its reason.
    """
    if once.take(key, actor):
        return match
    if outcome == Outcome.CLEAR and reason is None:
        raise RuleViolation(_l("Choose why it is not the same."))
    if outcome == Outcome.CONFIRM:
        reason = None
    if takes_two(match, outcome):
        workflow.fire(PROPOSE, match, actor=actor)
        match.outcome, match.proposed_by_id = outcome, actor.id
        note(match, Act.PROPOSED, actor=actor, outcome=outcome, reason=reason, text=text)
    else:
        workflow.fire(CLEAR, match, actor=actor)
        match.outcome = outcome
        _decided(match, actor)
        note(match, Act.CLEARED, actor=actor, outcome=outcome, reason=reason, text=text)
        _clearance(match)
    once.remember(key, match.id)
    return match


@command
def confirm(match: Match, *, actor: Actor, text: str, key: uuid.UUID | None = None) -> Match:
    """Agree, as second person, with what a colleague proposed.

    A match that is confirmed so is a legal bar where the party is compared for a major-group case.
    """
    if once.take(key, actor):
        return match
    cleared = match.outcome == Outcome.CLEAR
    workflow.fire(CONFIRM_CLEARED if cleared else CONFIRM_LISTED, match, actor=actor)
    _decided(match, actor)
    act = Act.CLEARED if cleared else Act.CONFIRMED
    proposed = match.dispositions[-1]
    note(match, act, actor=actor, outcome=match.outcome, reason=proposed.reason, text=text)
    if cleared:
        _clearance(match)
    elif Track.MAJOR_GROUP in match.party.tracks:
        open_bar(match, actor=actor)
    for tell_above in () if cleared else AFTER_CONFIRMING:
        tell_above(match)
    once.remember(key, match.id)
    return match


@command
def send_back(match: Match, *, actor: Actor, text: str, key: uuid.UUID | None = None) -> None:
    """Do not agree with what was proposed, or take one's own proposal back: open as before."""
    if once.take(key, actor):
        return
    workflow.fire(SEND_BACK, match, actor=actor)
    match.outcome = match.proposed_by_id = None
    note(match, Act.SENT_BACK, actor=actor, text=text)
    once.remember(key, match.id)


@command
def reopen(match: Match, *, actor: Actor, text: str, key: uuid.UUID | None = None) -> None:
    """Open a decided match again, with a reason: it has days of its own to be decided in.

    Its clearance holds no more; a legal bar that followed from it is lifted, and an organization
    to which it was put is told.
    """
    if once.take(key, actor):
        return
    before = match.state
    workflow.fire(REOPEN, match, actor=actor)
    match.outcome = match.proposed_by_id = match.decided_by_id = match.decided_at = None
    match.escalated_at = None
    match.due_on = calendar.after(today(), settings.match_days)
    note(match, Act.UNDONE, actor=actor, text=text)
    if before == MatchState.CLEARED:
        end_clearance(match, "undone")
    else:
        lift_bar(match, actor=actor, because=text)
    once.remember(key, match.id)


@command
def clear_several(
    matches: Sequence[Match],
    *,
    actor: Actor,
    reason: ClearReason,
    text: str,
    key: uuid.UUID | None = None,
) -> int:
    """Clear several open matches for the same reason; strong ones never. Returns how many.

    Those above the set score wait for a second person each. RuleViolation when one of them is
    strong or not open any more: nothing is cleared then.
    """
    if earlier := once.take(key, actor):
        return 0 if earlier.result_id is None else len(matches)
    if len(matches) > settings.most_matches_at_once():
        raise RuleViolation(
            _l("Choose at most %(most)d matches.", most=settings.most_matches_at_once())
        )
    for match in sorted(matches, key=lambda each: each.id):
        if match.band in STRONG:
            raise RuleViolation(_l("Strong matches are decided one by one."))
        propose(match, actor=actor, outcome=Outcome.CLEAR, reason=reason, text=text)
    if matches:
        once.remember(key, matches[0].id)
    return len(matches)


def note(
    match: Match,
    act: Act,
    *,
    actor: Actor,
    text: str,
    outcome: Outcome | None = None,
    reason: ClearReason | None = None,
) -> None:
    """Keep what somebody did, and leave it in the trail; within a command."""
    db.session.add(
        Disposition(
            match=match,
            act=act,
            outcome=outcome,
            reason=reason,
            text=text,
            by_id=actor.id,
            at=now(),
        )
    )
    db.session.flush()
    record(
        f"screening:match:{act.value}",
        match,
        actor=actor,
        outcome=outcome,
        reason=reason,
        text=text,
        score=match.score,
        band=match.band,
    )


def _decided(match, actor):
    match.decided_by_id, match.decided_at = actor.id, now()


def _clearance(match):
    db.session.add(
        Clearance(
            match_id=match.id,
            organization_id=match.organization_id,
            party_hash=match.party_hash,
            entry_hash=match.entry_hash,
            since=now(),
        )
    )
