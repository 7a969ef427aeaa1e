"""Meetings of the partnership committee in each state, for the pages."""

from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.committee_builders import make_committee_case, make_meeting, make_session
from engagement.organizations.queries import actor_for
from engagement.screening.commands import committee, committee_items
from engagement.screening.commands import minutes as minuting
from engagement.screening.commands.committee_items import Ballot
from engagement.screening.levels import Level
from engagement.screening.models import Vote
from engagement.screening.queries import minutes

NAME = "Green Youth (Kenya) – توربينات Turbine"


def committee_samples(samples) -> None:
    """A meeting ahead, one in session with an open and a concluded item, one with its minutes."""
    secretary = actor_for(samples.people[Role.COMMITTEE_SECRETARY])
    members = [
        actor_for(samples.people[Role.COMMITTEE_MEMBER]),
        *(actor_for(make_account(Role.COMMITTEE_MEMBER, name=NAME)) for _ in range(3)),
    ]
    ahead = make_meeting(secretary, members[0])
    first = committee_items.add_item(ahead, make_committee_case(), actor=secretary)
    now_on, items = make_session(
        secretary, members, make_committee_case(), make_committee_case(Level.EXCLUDED)
    )
    vote(items[1], secretary, members)
    over, concluded = make_session(secretary, members, make_committee_case())
    vote(concluded[0], secretary, members)
    committee.close_meeting(over, actor=secretary)
    closed, _none = make_session(secretary, members)
    committee.close_meeting(closed, actor=secretary)
    seen = minutes.digest_of(minutes.minutes_of(over)).hex()
    minuting.approve_minutes(over, actor=members[0], seen=seen)
    gone = make_meeting(secretary, members[0], days=20)
    committee.cancel_meeting(gone, actor=secretary, reason=NAME)
    make_committee_case(Level.SUBSTANTIAL)
    meetings = [now_on, ahead, over, closed, gone]
    samples.values |= {
        "committee_meeting_id": [each.id for each in meetings],
        "item_id": [each.id for each in (*items, first, *concluded)],
    }


def vote(item, secretary, members) -> None:
    """Three for it and one against, with conditions."""
    ballots = {each.id: Ballot(Vote.FOR) for each in members[:3]}
    ballots[members[3].id] = Ballot(Vote.AGAINST, NAME)
    committee_items.record_votes(item, ballots, actor=secretary)
    committee_items.conclude_item(item, actor=secretary, conditions=NAME, notes=NAME)
