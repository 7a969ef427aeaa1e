"""One registration for several meetings: what it is for ends with the last of them."""

from datetime import timedelta

import pytest

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_safeguard_builders import (
    make_company,
    make_consent,
    make_minor,
    make_need,
    make_nominee,
    make_youth_meeting,
)
from engagement.meetings.commands import leaving, minors, standing
from engagement.meetings.models import MeetingState, RegistrationState
from engagement.meetings.queries.entries import sessions_with
from engagement.meetings.queries.meetings import get_meeting, is_over, last_end
from engagement.operations.commands import apply_retention
from engagement.organizations.queries import actor_for
from tests.factories import make_account

S = RegistrationState
DAY = timedelta(days=1)


def test_between_two_meetings_of_one_registration_everything_goes_on(db, time_machine):
    first = make_youth_meeting(places=2, retention_days=1)
    second = make_online_meeting(through_id=first.id, starts_at=first.ends_at + 100 * DAY)
    make_online_meeting(
        through_id=first.id, starts_at=first.ends_at + 200 * DAY, state=MeetingState.DRAFT
    )
    organization, leader = make_leader()
    minor = make_minor(first, organization=organization, leader=leader)
    adult = make_nominee(first, organization, leader)
    consent = make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)
    waits = make_nominee(first, organization, leader)
    assert [each.state for each in (minor, adult, waits)] == [S.CONFIRMED, S.CONFIRMED, S.WAITING]
    assert last_end(first) == last_end(second) == second.ends_at

    time_machine.move_to(first.ends_at + 3 * DAY)
    apply_retention()
    assert minor.name and adult.name
    person = make_account(email=adult.email)
    standing.bind_registrations(person)
    make_need(adult, person)
    minors.withdraw_consent(consent)
    assert minor.state is S.SUBMITTED
    assert now() < waits.offered_until <= second.ends_at
    leaving.withdraw(adult, actor=actor_for(person))
    assert (adult.state, first.categories[0].taken) == (S.WITHDRAWN, 1)

    time_machine.move_to(second.ends_at)
    assert is_over(first)
    with pytest.raises(RuleViolation):
        leaving.withdraw(minor, actor=leader)
    time_machine.move_to(second.ends_at + DAY)
    assert apply_retention()["meetings.registrations"] == 3
    assert (minor.name, waits.name) == ("", "")


def test_the_sessions_of_all_that_is_registered_for_take_two_queries(db, count_queries):
    meeting = make_online_meeting()
    joint = [make_online_meeting(through_id=meeting.id) for _ in range(3)]
    make_online_meeting(through_id=meeting.id, state=MeetingState.DRAFT)
    expected = [(each.id, len(each.sessions)) for each in (meeting, *joint)]
    db.expire_all()
    registered = get_meeting(meeting.id)

    with count_queries() as asked:
        found = sessions_with(registered)
        seen = [(each.meeting.id, len(each.meeting.sessions)) for each in found]

    assert sorted(seen) == sorted(expected)
    assert [each.starts_at for each in found] == sorted(each.starts_at for each in found)
    assert len(asked) == 2
