"""Shortly before a session for which an organization is registered no measure takes effect."""

from datetime import timedelta

import pytest

from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_nominations, make_online_meeting
from engagement.meetings.commands import leaving
from engagement.meetings.models import BodyKey, CategoryKind
from engagement.meetings.settings import session_bodies
from engagement.organizations.queries import actor_for
from engagement.settings.commands import change_setting
from engagement.standing import settings
from engagement.standing.commands import proceedings as commands
from engagement.standing.queries import proceedings as queries
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, led, noticed


def put(rule, value):
    """Change a setting."""
    administrator = make_actor(Role.ADMINISTRATOR)
    change_setting(rule.key, actor=administrator, value=value, reason="As it is.")


@pytest.fixture
def session(db):
    """A session of the Assembly in 40 days, one day long, announced in the setting as well."""
    starts_at = (now() + timedelta(days=40)).replace(hour=9)
    day = starts_at.date().isoformat()
    put(settings.sessions, [f"{day}/{day}"])
    return make_online_meeting(
        kinds=(CategoryKind.ACCREDITED,), body=BodyKey.ASSEMBLY, starts_at=starts_at
    )


def first_of(accreditation):
    """From when a measure against the organization could take effect, counted from today."""
    proceeding = noticed(accreditation, days_ago=35)
    return (queries.first_effect(proceeding) - today()).days


def registered(meeting, accreditation):
    organization, leader = accreditation.organization, led(accreditation)
    return make_nominations(meeting, organization=organization, leader=leader)[0]


def test_only_who_is_registered_keeps_its_status_until_the_session_is_over(db, session):
    there, away, gone = accredited(), accredited(), accredited()
    registered(session, there)
    left = registered(session, gone)
    leaving.withdraw(left, actor=actor_for(make_account(leads=[gone.organization])))

    assert first_of(there) == 41
    assert first_of(away) == first_of(gone) == 0


def test_before_registration_opens_and_without_a_meeting_everybody_counts(db, session):
    accreditation = accredited()
    _opens_tomorrow(session)
    assert first_of(accreditation) == 41

    put(session_bodies, [])
    assert first_of(accredited()) == 41


@bookkeeping
def _opens_tomorrow(meeting):
    meeting.categories[0].opens_at = now() + timedelta(days=1)
    db.session.flush()


def test_the_day_is_decided_by_the_registrations_of_the_time_of_decision(db, session):
    accreditation = accredited()
    registered(session, accreditation)
    proceeding = noticed(accreditation, days_ago=35)

    commands.decide_proceeding(
        proceeding, actor=make_actor(Role.APPROVER), reason="So.", effective_on=today()
    )

    assert proceeding.effective_on == today() + timedelta(days=41)
