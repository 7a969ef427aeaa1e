"""Items of the committee's agenda: put on it, voted on with a quorum, concluded or postponed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.organizations.commands.interests import declare_interest
from engagement.screening.commands.deciding import decide_by_committee, settle_stop
from engagement.screening.models import (
    AgendaItem,
    CaseOutcome,
    CommitteeMeeting,
    CommitteeVote,
    ItemKind,
    ItemResult,
    MeetingState,
    ScreeningCase,
    Vote,
)
from engagement.screening.permissions.committee import Committee
from engagement.screening.queries import committee as queries
from engagement.screening.queries import voting


@dataclass(frozen=True)
class Ballot:
    """How a member votes; `dissent` is what the member wants to have in the minutes."""

    vote: Vote
    dissent: str = ""


@command
def add_item(
    meeting: CommitteeMeeting, case: ScreeningCase, *, actor: Actor, key: uuid.UUID | None = None
) -> AgendaItem:
    """Put a case that waits for the committee on the agenda.

    What the committee does with it follows from the case (`queries.kind_for`). RuleViolation for
    one that does not wait, and where the chair may not see it.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(AgendaItem, earlier.result_id)
    lock(meeting)
    lock(case)
    if not can(actor, Committee.KEEP, meeting) or case.organization_id in actor.conflicts:
        raise NotAllowed(Committee.KEEP)
    if not meeting.is_ahead:
        raise RuleViolation(MOVED_ON)
    kind = queries.kind_for(case)
    if kind is None or queries.open_item(case) is not None:
        raise RuleViolation(
            _l("This case does not wait for the committee any more, or is on an agenda already.")
        )
    _refuse_chair_kept_from(meeting, case)
    item = AgendaItem(
        meeting=meeting,
        case=case,
        organization_id=case.organization_id,
        kind=kind,
        position=queries.next_position(meeting),
        added_by_id=actor.id,
        added_at=now(),
    )
    db.session.add(item)
    db.session.flush()
    once.remember(key, item.id)
    record(
        "screening:item:added",
        item,
        actor=actor,
        meeting=meeting.reference,
        case=case.reference,
        kind=kind.value,
    )
    return item


@command
def record_votes(item: AgendaItem, ballots: Mapping[uuid.UUID, Ballot], *, actor: Actor) -> None:
    """Record how members voted: the secretary for those present, a member the own vote.

    RuleViolation without a quorum, for somebody who is not present or has no vote, and once the
    item has a result. A vote can be recorded anew until then.
    """
    _lock_open(item)
    own = set(ballots) == {actor.id} and can(actor, Committee.VOTE, item)
    if not own and not can(actor, Committee.KEEP_ITEM, item):
        raise NotAllowed(Committee.VOTE if actor.id in ballots else Committee.KEEP_ITEM)
    if not item.kind.is_voted:
        raise RuleViolation(_l("This item is noted; nobody votes on it."))
    quorum = _quorum(item)
    _refuse_without_quorum(quorum)
    if not ballots or not set(ballots) <= {each.id for each in quorum.present}:
        raise RuleViolation(
            _l("Only members who are present and have a vote on this item can vote.")
        )
    before = {vote.person_id: vote for vote in voting.votes_on(item)}
    for person_id, ballot in ballots.items():
        if ballot.vote is Vote.RECUSED:
            raise RuleViolation(_l("Declare the conflict of interest, and you are recused."))
        _write(item, before.get(person_id), person_id, ballot, actor)
    record(
        "screening:item:votes-recorded",
        item,
        actor=actor,
        votes={str(one): ballot.vote.value for one, ballot in ballots.items()},
    )


@command
def recuse(item: AgendaItem, *, actor: Actor, reason: str) -> None:
    """A member finds a conflict of interest: it is declared, and the item kept from the member."""
    lock(item)
    if not can(actor, Committee.VOTE, item):
        raise NotAllowed(Committee.VOTE)
    if item.result is not None:
        raise RuleViolation(MOVED_ON)
    before = {vote.person_id: vote for vote in voting.votes_on(item)}
    if item.meeting.state is MeetingState.OPEN and actor.id in voting.present_ids(item.meeting):
        _write(item, before.get(actor.id), actor.id, Ballot(Vote.RECUSED), actor)
    declare_interest(item.organization, actor=actor, reason=reason)
    record("screening:item:recused", item, actor=actor)


@command
def conclude_item(
    item: AgendaItem,
    *,
    actor: Actor,
    conditions: str = "",
    notes: str = "",
    key: uuid.UUID | None = None,
) -> None:
    """Record the result: by the votes, with a quorum; of an item to note that it was noted.

    The case is decided by it, or its stop confirmed or lifted. RuleViolation without a quorum, and
    while a member who is present has not voted.
    """
    if once.take(key, actor):
        return
    _lock_open(item)
    if not can(actor, Committee.KEEP_ITEM, item):
        raise NotAllowed(Committee.KEEP_ITEM)
    item.conditions, item.notes = conditions, notes
    result = ItemResult.NOTED
    if item.kind.is_voted:
        result = _count(item, actor)
    end_item(item, result, actor=actor)
    once.remember(key, item.id)
    _settle_case(item, actor)


@command
def postpone_item(item: AgendaItem, *, actor: Actor, notes: str) -> None:
    """Take an item off: the case waits again, and can stand on another agenda."""
    lock(item.meeting)
    lock(item)
    if not can(actor, Committee.KEEP_ITEM, item):
        raise NotAllowed(Committee.KEEP_ITEM)
    if item.result is not None or not item.meeting.is_ahead:
        raise RuleViolation(MOVED_ON)
    item.notes = notes
    end_item(item, ItemResult.POSTPONED, actor=actor)


def end_item(item: AgendaItem, result: ItemResult, *, actor: Actor) -> None:
    """Write the result of an item; within a command."""
    item.result, item.concluded_at, item.concluded_by_id = result, now(), actor.id
    record(
        "screening:item:concluded",
        item,
        actor=actor,
        meeting=item.meeting.reference,
        case=item.case.reference,
        result=result.value,
        conditions=item.conditions,
    )


def _settle_case(item: AgendaItem, actor: Actor) -> None:
    adopted = item.result is ItemResult.ADOPTED
    reason = "\n".join(filter(None, (item.meeting.reference, item.conditions)))
    if item.kind is ItemKind.CONFIRM:
        settle_stop(item.case, actor=actor, confirmed=adopted, reason=reason)
    elif item.kind is ItemKind.DECIDE:
        outcome = CaseOutcome.CONDITIONS if item.conditions else CaseOutcome.APPROVED
        decide_by_committee(
            item.case,
            actor=actor,
            outcome=outcome if adopted else CaseOutcome.REFUSED,
            reason=reason,
        )


def _lock_open(item: AgendaItem) -> None:
    lock(item.meeting)
    lock(item)
    if item.meeting.state is not MeetingState.OPEN:
        raise RuleViolation(_l("Votes and results are recorded while the meeting is in session."))
    if item.result is not None:
        raise RuleViolation(_l("This item has a result already."))


def _quorum(item: AgendaItem) -> voting.Quorum:
    meeting = item.meeting
    return voting.quorum_of(item, voting.members(meeting), voting.present_ids(meeting))


def _refuse_without_quorum(quorum: voting.Quorum) -> None:
    if quorum.is_there:
        return
    raise RuleViolation(
        lazy_ngettext(
            "There is no quorum, so no vote counts: %(num)d member with a vote on this item has to"
            " be present, and there are %(present)d. Note who has come, or postpone the item.",
            "There is no quorum, so no vote counts: %(num)d members with a vote on this item have"
            " to be present, and there are %(present)d. Note who has come, or postpone the item.",
            quorum.needed,
            present=len(quorum.present),
        )
    )


def _write(item, row, person_id, ballot, actor) -> None:
    if row is None:
        row = CommitteeVote(item_id=item.id, person_id=person_id)
        db.session.add(row)
    row.vote, row.dissent = ballot.vote, ballot.dissent
    row.recorded_by_id, row.recorded_at = actor.id, now()
    db.session.flush()


def _count(item: AgendaItem, actor: Actor) -> ItemResult:
    """The result by the votes of members who are present and have one; others are recused."""
    quorum = _quorum(item)
    _refuse_without_quorum(quorum)
    before = {vote.person_id: vote for vote in voting.votes_on(item)}
    silent = [each.account.name for each in quorum.present if each.id not in before]
    if silent:
        raise RuleViolation(
            _l("These members are present and have not voted: %(names)s.", names=", ".join(silent))
        )
    without = {each.id for each in quorum.recused} | before.keys() - {
        each.id for each in quorum.present
    }
    for each in without:
        _write(item, before.get(each), each, Ballot(Vote.RECUSED), actor)
    item.eligible, item.quorum, item.present = quorum.eligible, quorum.needed, len(quorum.present)
    tally = voting.tally_of(voting.votes_on(item))
    return ItemResult.ADOPTED if tally.adopted else ItemResult.NOT_ADOPTED


def _refuse_chair_kept_from(meeting: CommitteeMeeting, case: ScreeningCase) -> None:
    chair = next((each for each in voting.members(meeting) if each.id == meeting.chair_id), None)
    if chair is None or case.organization_id in chair.conflicts:
        raise RuleViolation(
            _l(
                "The chair of this meeting is kept from this case by a conflict of interest. Choose"
                " another chair first, or another meeting."
            )
        )
