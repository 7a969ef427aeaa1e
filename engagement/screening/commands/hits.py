"""Write what a comparison found: matches open, open again, or lapse; within other commands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import update

from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.matching.reasons import Thresholds
from engagement.matching.screener import compare
from engagement.screening import content, settings
from engagement.screening.commands.legal_bars import lift_bar
from engagement.screening.models import (
    Clearance,
    Lapse,
    Match,
    MatchState,
    Party,
    ScreeningRun,
    Source,
)
from engagement.screening.queries import matches as queries
from engagement.screening.queries.indexes import Scored
from engagement.settings import calendar


def open_matches(
    run: ScreeningRun, party: Party, scored: Iterable[Scored], *, actor: Actor, rules: Thresholds
) -> Counter:
    """Open a match for each entry scored high enough; a pair decided as it stands is left alone.

    Where either side changed since, the row of before lapses and the new one names it. A confirmed
    match stands: what a person said is not undone by another spelling. Returns what was counted.
    """
    counts: Counter = Counter()
    live = {(each.source, each.reference): each for each in queries.live_of(party)}
    for each in scored:
        if each.hit.score < rules.open:
            continue
        counts["hits"] += 1
        before = live.get((each.entry.source, each.entry.reference))
        if before is not None and (same_pair(before, party, each) or is_confirmed(before)):
            counts["kept"] += 1
            continue
        if before is not None:
            because = Lapse.PARTY_CHANGED
            if before.party_hash == party.content_hash:
                because = Lapse.ENTRY_CHANGED
            lapse(before, because, actor=actor)
            db.session.flush()
        counts["reopened" if before is not None else "opened"] += 1
        _open(run, party, each, rules, before, actor)
    return counts


def same_pair(match: Match, party: Party, scored: Scored) -> bool:
    """Whether both sides are as they were when they met."""
    return match.party_hash == party.content_hash and match.entry_hash == scored.entry.content_hash


def is_confirmed(match: Match) -> bool:
    """Whether two people said that they are the same."""
    return match.state == MatchState.CONFIRMED


def _open(run, party, scored, rules, before, actor):
    entry, hit = scored.entry, scored.hit
    undecided = before is not None and before.decided_at is None
    match = Match(
        party=party,
        organization_id=party.organization_id,
        party_content=party.content,
        party_hash=party.content_hash,
        source=entry.source,
        reference=entry.reference,
        entry=entry,
        entry_hash=entry.content_hash,
        list_version_id=run.list_versions[entry.source.value]["id"],
        run_id=run.id,
        algorithm=run.algorithm,
        thresholds=asdict(rules),
        score=hit.score,
        band=hit.band,
        script=content.script_of(hit.reason.our_name),
        reason=hit.reason.as_json(),
        opened_at=now(),
        # a question that waited goes on waiting: nobody gets time by changing a name
        due_on=before.due_on if undecided else calendar.after(today(), settings.match_days),
        escalated_at=before.escalated_at if undecided else None,
        previous=before or queries.last_of(party, entry),
    )
    db.session.add(match)
    db.session.flush()
    record(
        "screening:match:opened",
        match,
        actor=actor,
        source=entry.source,
        reference=entry.reference,
        entry_sha256=entry.content_hash.hex(),
        party_sha256=party.content_hash.hex(),
        score=hit.score,
        band=hit.band,
        previous=str(match.previous.id) if match.previous else None,
    )


def lapse(match: Match, because: Lapse, *, actor: Actor) -> None:
    """Let a match be no question any more, and its clearance and legal bar with it."""
    before = match.state
    match.state, match.lapsed_at, match.lapsed_because = MatchState.LAPSED, now(), because
    end_clearance(match, because.value)
    lift_bar(match, actor=actor, because=because.value)
    record(
        "screening:match:lapsed", match, actor=actor, state=[before, match.state], because=because
    )


def end_clearance(match: Match, because: str) -> None:
    """Let the clearance of a match hold no more, if it has one."""
    db.session.execute(
        update(Clearance)
        .where(Clearance.match_id == match.id, Clearance.until.is_(None))
        .values(until=now(), lapsed_because=because)
    )


def settle(
    party: Party,
    scored: list[Scored],
    sources: frozenset[Source],
    *,
    actor: Actor,
    rules: Thresholds,
) -> tuple[list[Scored], int]:
    """Look at a party's live matches that a whole comparison did not find again.

    Those whose entry still names somebody like the party join what was found; the others lapse,
    confirmed ones only when their entry is over or their list is not used any more. Returns what
    was found in all, and how many lapsed.
    """
    found = {each.entry.id for each in scored if each.hit.score >= rules.open}
    lapsed = 0
    for match in queries.live_of(party):
        entry = queries.entry_now(match)
        if entry is not None and entry.id in found:
            continue
        because, again = _now(match, party, entry, sources, rules)
        if because is None:
            scored = [*scored, *([again] if again else [])]
        else:
            lapse(match, because, actor=actor)
            lapsed += 1
    db.session.flush()
    return scored, lapsed


def _now(match, party, entry, sources, rules):
    """Why a match lapses, or None with what it scores now."""
    if match.source not in sources:
        return Lapse.LIST_NOT_USED, None
    if entry is None:
        return Lapse.ENTRY_REMOVED, None
    if entry.ends_on is not None and entry.ends_on < today():
        return Lapse.ENTRY_ENDED, None
    if is_confirmed(match):
        return None, None
    again = scored_pair(party, entry, rules)
    return (None, again) if again is not None else (Lapse.BELOW, None)


def scored_pair(party: Party, entry, rules: Thresholds) -> Scored | None:
    """How alike a party and an entry are as they stand; None below the score that opens a match."""
    asked = content.party(party.content)
    for listed in content.entries(entry.id, entry.content):
        hit = compare(asked, listed, thresholds=rules)
        if hit is not None and hit.score >= rules.open:
            return Scored(entry, hit)
    return None


def lapse_of_left(party: Party, *, actor: Actor) -> int:
    """Let the matches of somebody lapse who does not belong to the organization any more."""
    left = queries.live_of(party)
    for match in left:
        lapse(match, Lapse.PARTY_LEFT, actor=actor)
    return len(left)
