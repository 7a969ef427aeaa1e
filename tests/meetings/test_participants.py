"""The list of participants names whom it may, and nobody under 18 in any channel."""

import itertools

import pytest

from engagement.core import versions
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import (
    details,
    make_leader,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_safeguard_builders import (
    make_consent,
    make_minor,
    make_nominee,
    make_youth_meeting,
)
from engagement.meetings.commands import changing, deciding, leaving
from engagement.meetings.commands import participants as commands
from engagement.meetings.models import AgeBand, CategoryKind, ListState, RegistrationState
from engagement.meetings.queries import participants as queries
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for

MINOR = "Minor of Green Youth (Kenya)"
PUBLIC = ("", "/participants", "/participants.csv", "/participants?page=2")


@pytest.fixture
def officer(db):
    return actor_for(make_account(Role.MEETING_OFFICER))


@bookkeeping
def set_up(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)


def names(meeting):
    return [each.name for _kind, each in queries.participants(meeting).rows]


def test_the_list_is_published_provisional_then_final_and_each_can_be_taken_back(
    db, client, officer
):
    meeting = make_online_meeting()
    person = make_registration(meeting, listed=True)
    path = f"/en/meetings/{meeting.id}/participants"
    assert client.get(path).status_code == 404
    with pytest.raises(NotAllowed):
        commands.publish_list(meeting, ListState.PROVISIONAL, actor=actor_for(person.person))
    with pytest.raises(RuleViolation):
        commands.publish_list(meeting, ListState.FINAL, actor=officer)

    commands.publish_list(meeting, ListState.PROVISIONAL, actor=officer)
    assert person.name in client.get(path).text
    assert person.name in client.get(f"{path}.csv").text
    commands.publish_list(meeting, ListState.FINAL, actor=officer)
    set_up(person, state=RegistrationState.NO_SHOW)
    assert person.name not in client.get(path).text
    commands.withdraw_list(meeting, ListState.PROVISIONAL, actor=officer)
    commands.withdraw_list(meeting, ListState.NONE, actor=officer)
    assert client.get(path).status_code == 404


def test_consent_is_the_person_s_alone_holds_at_once_and_outlives_other_edits(
    db, client, officer, sign_in
):
    meeting = make_online_meeting()
    registration = make_registration(meeting, listed=False)
    commands.publish_list(meeting, ListState.PROVISIONAL, actor=officer)
    path = f"/en/meetings/{meeting.id}/participants"
    assert registration.name not in client.get(path).text

    own = sign_in(registration.person)
    before = versions.number("meetings")
    own.post(f"/en/meetings/registrations/{registration.id}/listing", data={"listed": "y"})
    assert versions.number("meetings") == before + 1
    assert registration.name in client.get(path).text
    edited = details(name=registration.name, listed=False)
    changing.change_details(registration, edited, actor=actor_for(registration.person))
    assert registration.listed
    own.post(f"/en/meetings/registrations/{registration.id}/listing", data={"form_key": "x"})
    assert registration.name not in client.get(path).text

    organization, leader = make_leader()
    nominated = make_nominee(make_youth_meeting(), organization, leader, listed=True)
    assert not nominated.listed
    with pytest.raises(NotAllowed):
        commands.change_listing(nominated, listed=True, actor=leader)


def test_people_without_consent_are_counted_from_five_on(db, client, officer):
    meeting = make_online_meeting()
    people = [make_registration(meeting, listed=False) for _ in range(4)]
    make_registration(meeting, listed=True)
    assert queries.participants(meeting).unnamed is None
    people.append(make_registration(meeting, listed=False))
    assert queries.participants(meeting).unnamed == 5
    commands.publish_list(meeting, ListState.PROVISIONAL, actor=officer)
    page = client.get(f"/en/meetings/{meeting.id}/participants").text
    assert "5 more people take part who are not named" in page
    assert not [each for each in people if each.name in page]


def test_the_list_is_in_the_order_of_protocol_and_names_no_organization_at_risk(db, officer):
    meeting = make_youth_meeting()
    organization, leader = make_leader()
    people = [make_nominee(meeting, organization, leader) for _ in range(2)]
    for person in people:
        set_up(person, listed=True)
    visitor = make_registration(meeting, kind=CategoryKind.PUBLIC, name="A visitor", listed=True)
    found = queries.participants(meeting)
    assert [kind for kind, _people in found.groups] == [
        CategoryKind.ACCREDITED,
        CategoryKind.PUBLIC,
    ]
    assert {str(each.body) for each in found.groups[0][1]} == {organization.name}
    assert queries.public_name(people[0]) == people[0].name

    for protection in (Protection.PROTECTED, Protection.WITHHELD):
        set_up(organization, protection=protection, protected_since=meeting.created_at.date())
        assert names(meeting) == [visitor.name]
        called = str(queries.public_name(people[0]))
        assert organization.name not in called
        assert people[0].name not in called
        assert "an organization" in called


def test_no_minor_is_named_in_any_public_page_file_or_list_in_any_state(db, client, officer):
    """Every state and band that there is, consent to be named or not, each public channel."""
    meeting = make_youth_meeting()
    organization, leader = make_leader()
    adult = make_nominee(meeting, organization, leader)
    commands.publish_list(meeting, ListState.PROVISIONAL, actor=officer)
    walked = set()
    for number, (band, state) in enumerate(
        itertools.product((AgeBand.CHILD, AgeBand.YOUTH), RegistrationState)
    ):
        name = f"{MINOR} {number}"
        minor = make_minor(
            meeting, organization=organization, leader=leader, name=name, age_band=band
        )
        bring_to(minor, state, adult, leader, officer)
        set_up(minor, listed=True)
        walked.add((band, minor.state))
        assert MINOR not in str(queries.public_name(minor))
        assert organization.name in str(queries.public_name(minor))
    assert MINOR not in str(queries.participants(meeting))
    assert {state for _band, state in walked} == set(RegistrationState)

    for where in PUBLIC:
        for language in ("en", "ar"):
            answer = client.get(f"/{language}/meetings/{meeting.id}{where}")
            assert answer.status_code == 200
            assert MINOR not in answer.text, where
    with pytest.raises(RuleViolation):
        bind(minor)
        commands.change_listing(minor, listed=True, actor=actor_for(minor.person))


@bookkeeping
def bind(registration):
    registration.person = make_account()


def bring_to(minor, state, adult, leader, officer):
    """A minor's registration in a state: by the commands where they lead there."""
    if state is RegistrationState.REFUSED:
        deciding.refuse(minor, actor=officer, reason="No.")
    elif state is RegistrationState.WITHDRAWN:
        leaving.withdraw(minor, actor=leader)
    elif state is not RegistrationState.SUBMITTED:
        make_consent(minor, actor=leader)
        if state in queries.CONFIRMED:
            columns = {"chaperone_id": adult.id, "confirmed_at": minor.submitted_at}
            set_up(minor, state=state, **columns)
        else:
            set_up(minor, state=state)
