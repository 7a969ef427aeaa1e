"""Another e-mail address: the calendar at the old one is emptied, the new one gets the sessions."""

from datetime import timedelta

from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from engagement.accounts import tokens
from engagement.accounts.commands import change_email, undo_email_change
from engagement.accounts.models import AccountToken, TokenPurpose
from engagement.core.db import bookkeeping, transaction
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_question,
    make_registration,
)
from engagement.demo.meeting_day_builders import make_link
from engagement.demo.meeting_safeguard_builders import make_need
from engagement.demo.registering_builders import make_paper
from engagement.mail.models import Message
from engagement.meetings.commands import changing
from engagement.meetings.models import CategoryKind, Gender, RegistrationState
from engagement.meetings.queries.joining import registration_by_token
from engagement.meetings.queries.needs import need_of
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor


@bookkeeping
def give(account, purpose, address):
    """The row of a link by which an address changes."""
    tokens.issue(account, purpose, timedelta(hours=1), new_email=address)


def row(db, account, purpose):
    return db.scalars(
        select(AccountToken).filter_by(account_id=account.id, purpose=purpose, used_at=None)
    ).one()


def told(db):
    """What the mails about addresses did to calendars: (address, method, attendee)."""
    found = db.scalars(select(Message).filter_by(template="meetings/address_changed"))
    return {
        (each.to, each.calendar_method, attendee(each.calendar)) for each in found if each.calendar
    }


def attendee(calendar):
    (event,) = IcsCalendarStream.calendar_from_ics(calendar).events
    return str(event.attendees[0].uri).removeprefix("mailto:")


def test_an_account_takes_its_meetings_along_to_another_address_and_back(db):
    confirmed = make_registration()
    account, before = confirmed.person, confirmed.email
    waiting = make_registration(full := make_online_meeting(places=1))
    waiting = make_registration(full, account=account)
    assert waiting.state is RegistrationState.WAITING
    give(account, TokenPurpose.CHANGE_EMAIL, "new@place.example")

    change_email(row(db, account, TokenPurpose.CHANGE_EMAIL))

    assert told(db) == {
        (before, "CANCEL", before),
        ("new@place.example", "REQUEST", "new@place.example"),
    }
    assert {confirmed.email, waiting.email} == {"new@place.example"}

    undo_email_change(row(db, account, TokenPurpose.UNDO_EMAIL))
    assert confirmed.email == before
    assert told(db) - {(before, "CANCEL", before)} == {
        ("new@place.example", "REQUEST", "new@place.example"),
        (before, "REQUEST", before),
    }


def test_somebody_else_at_another_address_empties_the_calendar_of_the_first(db):
    registration = make_registration()
    first, other = registration.email, make_account()
    asked = changing.ask_change(
        registration,
        {"name": other.name, "email": other.email},
        actor=actor_for(registration.person),
        reason="A colleague comes.",
    )
    changing.accept_change(asked, actor=make_actor(Role.MEETING_OFFICER))

    assert told(db) == {(first, "CANCEL", first)}
    (accepted,) = db.scalars(select(Message).filter_by(template="meetings/change_accepted"))
    assert (accepted.to, accepted.calendar_method) == (other.email, "REQUEST")


def test_somebody_else_begins_with_a_place_and_nothing_of_the_first(db, sign_in):
    meeting = make_online_meeting()
    question = make_question(meeting, required=True)
    registration = make_registration(
        meeting,
        answers={str(question.id): "No nuts"},
        position="Chair",
        gender=Gender.WOMAN,
        first_time=True,
    )
    first, other = registration.person, make_account()
    make_need(registration, first)
    make_paper(registration)
    link = make_link(registration)
    asked = changing.ask_change(
        registration,
        {"name": other.name, "email": other.email},
        actor=actor_for(first),
        reason="I am ill.",
    )
    changing.accept_change(asked, actor=make_actor(Role.MEETING_OFFICER))
    db.expire_all()

    assert (registration.state, registration.person) == (RegistrationState.CONFIRMED, other)
    told = (registration.position, registration.gender, registration.first_time)
    assert (registration.listed, *told, registration.answers) == (False, None, None, None, {})
    assert need_of(registration) is None and registration.papers == []
    assert registration_by_token(link) is None
    page = sign_in(other).get(f"/en/meetings/registrations/{registration.id}").text
    assert "Questions of the meeting have not been answered yet" in page
    assert "I am ill." not in page and first.email not in page


def test_nobody_else_changes_a_name_that_its_person_lets_be_listed(db):
    organization, leader = make_leader()
    (named,) = make_nominations(
        make_online_meeting(kinds=(CategoryKind.ACCREDITED,)),
        organization=organization,
        leader=leader,
    )
    with transaction(audited=False):
        named.listed = True
    asked = changing.ask_change(named, {"name": "Wangari"}, actor=leader, reason="Amina is ill.")
    changing.accept_change(asked, actor=make_actor(Role.MEETING_OFFICER))
    assert (named.name, named.listed) == ("Wangari", False)
