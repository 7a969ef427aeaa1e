"""Another e-mail address: the calendar at the old one is emptied, the new one gets the sessions."""

from datetime import timedelta

from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from engagement.accounts import tokens
from engagement.accounts.commands import change_email, undo_email_change
from engagement.accounts.models import AccountToken, TokenPurpose
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.mail.models import Message
from engagement.meetings.commands import changing
from engagement.meetings.models import RegistrationState
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
