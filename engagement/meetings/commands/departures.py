"""Whoever is erased comes to no meeting any more, and no registration says who it was."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select, update

from engagement.accounts import departures
from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import db
from engagement.documents.models import Document
from engagement.meetings.commands.leaving import end_registration
from engagement.meetings.models import (
    AccessNeed,
    AttendanceLine,
    ChangeRequest,
    ConnectionCheck,
    EndReason,
    HelpRequest,
    JoinLink,
    Registration,
    RegistrationPaper,
)
from engagement.meetings.queries.meetings import is_over

OF_THE_DAY = (JoinLink, ConnectionCheck, HelpRequest, AttendanceLine)
"""What lets a person in, and what is told of the day by the minute; that somebody was in stays."""


def forget_registrations(account: Account, addresses: Collection[str]) -> None:
    """End what is to come, and take names, addresses, answers, papers and needs out of all of them.

    Figures stay: the category, the age band, the country. Guardians go with the nightly retention.
    """
    mine = db.session.scalars(
        select(Registration)
        .where(
            or_(Registration.person_id == account.id, Registration.email_key.in_(addresses)),
            Registration.forgotten_at.is_(None),
        )
        .order_by(Registration.meeting_id)
    ).all()
    for registration in mine:
        if registration.is_open and not is_over(registration.meeting):
            end_registration(registration, reason=EndReason.OWN_WISH, quietly=True)
        _forget(registration)
    _forget_what_belongs_to([each.id for each in mine], account)


def _forget(registration):
    registration.name = registration.email = ""
    registration.email_key = str(registration.id)
    registration.person_id = registration.position = registration.represents = None
    registration.answers, registration.listed = {}, False
    if registration.refusal is not None:
        registration.refusal = ""
    registration.forgotten_at = now()


def _forget_what_belongs_to(ids, account):
    papers = select(RegistrationPaper.document_id).where(RegistrationPaper.registration_id.in_(ids))
    asked = ChangeRequest.asked_by_id == account.id
    db.session.flush()
    for statement in (
        delete(Document).where(Document.id.in_(papers)),
        delete(AccessNeed).where(AccessNeed.registration_id.in_(ids)),
        delete(ChangeRequest).where(ChangeRequest.registration_id.in_(ids)),
        update(ChangeRequest).where(asked).values(reason=""),
        *(delete(each).where(each.registration_id.in_(ids)) for each in OF_THE_DAY),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})


departures.on_erasure(forget_registrations)
