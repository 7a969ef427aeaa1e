"""What waits for the private sector unit, the committee, who advises, and companies themselves."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engagement.core.permissions import Actor, Role, can
from engagement.home.queries.task import Task
from engagement.partnerships.queries import complaints, partnerships
from engagement.screening.models import MeetingState
from engagement.screening.permissions import Cases, Committee, Lists
from engagement.screening.permissions.matches import OFFICERS
from engagement.screening.queries import cases as screening
from engagement.screening.queries import (
    committee,
    compact,
    coverage,
    deciding,
    lists,
    measures,
    replies,
)
from engagement.screening.queries import queue as matches
from engagement.screening.sources import Track

UNIT = frozenset({Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD})
UNIT_LANES = (
    (partnerships.Lane.TO_RECOMMEND, _l("Partnerships to recommend")),
    (partnerships.Lane.TO_BEGIN, _l("Partnerships to begin")),
)
DECIDER_LANES = ((partnerships.Lane.TO_DECIDE, _l("Partnerships to decide on")),)


def of_partnerships(actor: Actor) -> Iterator[Task]:
    """What the private sector unit has to do, and what waits for who decides."""
    lanes = [*(UNIT_LANES if actor.roles & UNIT else ()), *(DECIDER_LANES if _rules(actor) else ())]
    if lanes:
        counts = partnerships.counts(actor)
        for lane, words in lanes:
            if counts[lane]:
                arguments = {"lane": lane.value}
                yield Task(words, counts[lane], "partnerships.list_partnerships", arguments)
    if actor.roles & UNIT:
        found = complaints.counts(actor)
        if number := sum(found.get(state, 0) for state in complaints.WAITING):
            yield Task(_l("Complaints to look into"), number, "partnerships.list_complaints")


def _rules(actor):
    return not actor.roles.isdisjoint({Role.DIRECTOR, Role.PRIVATE_SECTOR_HEAD})


def of_the_committee(actor: Actor) -> Iterator[Task]:
    """Cases without a meeting for the secretary; for members meetings, votes and minutes."""
    if can(actor, Committee.PLAN) and (number := len(committee.waiting(actor))):
        yield Task(_l("Cases for the partnership committee"), number, "screening.list_meetings")
    for meeting in committee.coming(actor):
        is_open = meeting.state == MeetingState.OPEN
        yield Task(
            _l("The partnership committee votes") if is_open else _l("Meeting of the committee"),
            committee.to_vote_on(meeting, actor) if is_open else None,
            "screening.show_meeting",
            {"committee_meeting_id": meeting.id},
            begins=meeting.starts_at,
            zone=meeting.zone,
        )
    if Role.COMMITTEE_MEMBER in actor.roles:
        for meeting in committee.to_approve(actor):
            yield Task(
                _l("Minutes to approve"),
                1,
                "screening.show_minutes",
                {"committee_meeting_id": meeting.id},
            )


def of_screening(actor: Actor) -> Iterator[Task]:
    """Cases that wait for the unit, overdue measures; for companies what was put to them."""
    if can(actor, Cases.LIST):
        if number := screening.work_count(actor):
            arguments = {"lane": screening.Lane.TO_ASSESS.value}
            yield Task(_l("Screening cases to work on"), number, "screening.list_cases", arguments)
        if number := screening.count_of(deciding.waiting_for(actor)):
            arguments = {"lane": screening.Lane.FOR_YOU.value}
            yield Task(
                _l("Rated cases that wait for you"), number, "screening.list_cases", arguments
            )
        if number := measures.overdue_count(actor):
            yield Task(_l("Overdue measures of plans"), number, "screening.list_cases")
    if number := compact.work_count(actor):
        yield Task(
            _l("Standing of partners in the Global Compact"), number, "screening.list_compact"
        )
    for each in compact.waiting_invitations(actor):
        yield Task(
            _l("An invitation to the Global Compact"),
            1,
            "screening.show_compact_invitation",
            {"invitation_id": each.id},
        )
    if waiting := replies.waiting(actor):
        title = _l("Your reply is asked for")
        yield Task(title, len(waiting), "screening.list_replies", until=waiting[0].due_on)


def of_lists(actor: Actor) -> Iterator[Task]:
    """Versions of lists to confirm, and lists without which nobody is rated."""
    if can(actor, Lists.SIGN_OFF) and (number := lists.to_sign_off(actor)):
        yield Task(_l("Versions of lists to confirm"), number, "screening.list_sources")
    if can(actor, Lists.IMPORT) and (missing := coverage.missing_on(*Track)):
        yield Task(_l("Lists that are needed and missing"), len(missing), "screening.list_sources")


def of_matches(actor: Actor) -> Iterator[Task]:
    """Matches to decide for who decides them; legal bars for who advises on them."""
    keys = set()
    if not actor.roles.isdisjoint({*OFFICERS, Role.HEAD_OF_UNIT}):
        keys |= {"open", "confirm", "overdue"}
    if Role.LEGAL_ADVISER in actor.roles:
        keys.add("advice")
    if not keys:
        return
    lanes = [lane for lane in matches.lanes(actor) if lane.key in keys]
    counts = matches.lane_counts(actor, lanes, matches.Chosen())
    for lane in lanes:
        label = LazyString(_of_matches_in_words, lane.label)
        yield Task(label, counts[lane.key], "screening.list_matches", {"lane": lane.key})


def _of_matches_in_words(label):
    return str(_l("Matches: %(lane)s", lane=label))
