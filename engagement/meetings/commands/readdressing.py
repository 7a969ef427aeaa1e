"""Somebody gets another e-mail address: one calendar is emptied, the other one filled."""

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.accounts.readdressing import on_other_address
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import SYSTEM
from engagement.meetings.calendar import Method
from engagement.meetings.commands.letters import Addressee, addressee, tell
from engagement.meetings.models import ENDED, Registration
from engagement.meetings.queries.meetings import end_of_all
from engagement.meetings.queries.registrations import is_registered


@on_other_address
def follow_account(account: Account, before: str, *, tell_before: bool) -> None:
    """Let what an account has registered for follow it to its new address; part of a command.

    The address of a registration follows where it was that of the account. `tell_before` is False
    where somebody else reads the old one.
    """
    for registration in _to_come(account):
        shown = registration.has_place and not registration.is_minor
        if shown and tell_before:
            leave_address(registration, _at(registration, account, before))
        if registration.email_key == email_key(before) and not is_registered(
            registration.meeting, account.email_key
        ):
            registration.email, registration.email_key = account.email, account.email_key
            db.session.flush()
            record("meetings:registration:readdressed", registration, actor=SYSTEM)
        if shown:
            tell("address_changed", registration, calendar=Method.REQUEST, left=False)


def leave_address(registration: Registration, reader: Addressee | None = None) -> None:
    """Tell who got the mails so far that others get them now, and empty the calendar there.

    Part of a command, before the address is changed: a calendar knows its own address alone.
    """
    tell(
        "address_changed",
        registration,
        to=reader or addressee(registration),
        calendar=Method.CANCEL,
        left=True,
    )


def _at(registration, account, address):
    return Addressee(account.id, account.name, address, registration.language)


def _to_come(account):
    return db.session.scalars(
        select(Registration)
        .join(Registration.meeting)
        .where(
            Registration.person_id == account.id,
            Registration.state.not_in(ENDED),
            Registration.forgotten_at.is_(None),
            end_of_all() > now(),
        )
        .order_by(Registration.meeting_id, Registration.id)
    ).all()
