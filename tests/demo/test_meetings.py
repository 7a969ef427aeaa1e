"""Meetings of the demo: registrations in bulk count places as the commands do."""

from random import Random

import pytest

from engagement.accounts.queries import account_by_email
from engagement.core.clock import now
from engagement.demo import protocol, seed
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.demo.meetings import add_registrations, seed_large_meeting, seed_meeting
from engagement.demo.past_meeting import PastMeeting
from engagement.meetings.models import CategoryKind, MeetingState, RegistrationState
from engagement.meetings.queries.delegations import find_delegation
from engagement.meetings.queries.registrations import of_state, position
from engagement.meetings.queries.shown_figures import Measure
from engagement.meetings.queries.statistics import is_public, statistics_of
from engagement.organizations.queries import actor_for
from tests.demo.test_seed import broken


def test_registrations_in_bulk_go_on_with_the_numbers_and_never_overbook(db):
    meeting = make_online_meeting(places=4)
    make_registration(meeting)
    assert add_registrations(meeting, 5) == 3
    assert add_registrations(meeting, 2) == 0
    last = make_registration(meeting)
    assert (last.number, last.state, position(last)) == (9, RegistrationState.WAITING, 5)
    assert meeting.categories[0].taken == 4
    with pytest.raises(ValueError, match="lets everybody in"):
        add_registrations(make_online_meeting(per_organization=1), 1)


def test_the_past_meeting_of_the_demo_has_figures_and_breaks_no_invariant(db):
    seed.seed_staff()
    past = PastMeeting([])
    seed.live([], past.acts(now()))
    meeting = past.meeting
    found = statistics_of(meeting)
    assert is_public(meeting) and found.measures[-1] is Measure.ATTENDED
    assert found.figures[Measure.ATTENDED] >= 20 and any(each.shown for each in found.breakdowns)
    assert broken() == {}


def test_the_demo_has_an_open_meeting_and_a_large_one_that_break_no_invariant(db):
    seed.seed_staff()
    one, other = (actor_for(account_by_email(email)) for email in protocol.OFFICERS)
    protocol.begin_delegation("KE", one, other, Random(1))
    ((_country, administrator),) = protocol.administrators()
    meeting = seed_meeting([])
    assert administrator.email in {line.email for line in seed.credentials()}
    delegation = find_delegation(meeting, "KE")
    assert delegation.awaits_check and delegation.note_sent_by_id == administrator.id
    assert [each.state for each in of_state(meeting, "KE")] == [RegistrationState.SUBMITTED] * 2
    places = {each.kind: each.places for each in meeting.categories}
    assert (meeting.state, places[CategoryKind.PUBLIC]) == (MeetingState.PUBLISHED, 50)
    large = seed_large_meeting(20)
    assert (large.categories[0].places, large.categories[0].taken) == (18, 18)
    assert broken() == {}
