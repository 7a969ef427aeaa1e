"""What follows for registrations when the standing of an organization or an account changes."""

import uuid
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db
from engagement.core.permissions import SYSTEM
from engagement.meetings.commands.leaving import end_registration
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.places import settle
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import (
    ENDED,
    UNSENT,
    EndReason,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.meetings import end_of_all
from engagement.meetings.queries.standing import Standing, standing_of


@command
def review_registrations(organization_id: uuid.UUID) -> int:
    """Confirm or release what an organization has registered, after a decision; for jobs.

    Where it can take part, places that are free are offered to its people who wait, and what was
    held is settled; where it cannot and nothing is in review any more, places go to the next in
    line. A suspension only shows. Returns how many were moved.
    """
    moved = 0
    for meeting, registrations in groupby(_to_come(organization_id), attrgetter("meeting")):
        moved += _review(meeting, list(registrations))
    return moved


def _review(meeting, registrations):
    moved = 0
    if any(each.state is RegistrationState.WAITING for each in registrations):
        lock_queue(meeting)
        moved += len(fill(meeting))
    for registration in registrations:
        standing = standing_of(registration.organization_id, registration.category.kind)
        if standing is Standing.NONE:
            end_registration(registration, reason=EndReason.STANDING)
            moved += 1
        elif standing is not Standing.SUSPENDED and _is_held(registration):
            lock_queue(meeting)
            db.session.refresh(registration)
            record("meetings:registration:reviewed", registration, actor=SYSTEM)
            settle(registration)
            moved += 1
    return moved


@command
def bind_registrations(account: Account) -> int:
    """Give a person who has verified an address the registrations that were made for it."""
    unbound = db.session.scalars(
        select(Registration).where(
            Registration.email_key == account.email_key, Registration.person_id.is_(None)
        )
    ).all()
    for registration in unbound:
        registration.person_id = account.id
        record("meetings:registration:bound", registration, actor=SYSTEM)
    return len(unbound)


def _to_come(organization_id):
    """By meetings, whose queues are locked one after the other: each job in the same order."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.meeting)
        .where(
            Registration.organization_id == organization_id,
            Registration.state.not_in((*ENDED, *UNSENT)),
            end_of_all() > now(),
        )
        .order_by(Registration.meeting_id, Registration.number)
    ).all()


def _is_held(registration):
    return registration.state is RegistrationState.SUBMITTED
