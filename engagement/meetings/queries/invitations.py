"""Who among people to be invited has a registration already."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.meetings.models import ENDED, Meeting, Registration


def registered(meeting: Meeting, email_keys: Collection[str]) -> dict[str, Registration]:
    """Registrations for a meeting that have not ended, by the key of their address; one query."""
    found = db.session.scalars(
        select(Registration).where(
            Registration.meeting_id == meeting.registers_at.id,
            Registration.email_key.in_(list(email_keys)),
            Registration.state.not_in(ENDED),
        )
    )
    return {each.email_key: each for each in found}


def invited_since(
    meeting: Meeting, email_keys: Collection[str], since: datetime, *, by_id: uuid.UUID | None
) -> list[Registration]:
    """Whom an officer invited to a meeting from an instant on, among some addresses."""
    return list(
        db.session.scalars(
            select(Registration)
            .where(
                Registration.meeting_id == meeting.registers_at.id,
                Registration.email_key.in_(list(email_keys)),
                Registration.invited_by_id == by_id,
                Registration.created_at >= since,
            )
            .order_by(Registration.created_at)
        )
    )


def accounts(email_keys: Collection[str]) -> dict:
    """Ids of accounts whose address is verified, by its key; one query."""
    rows = db.session.execute(
        select(Account.email_key, Account.id).where(
            Account.email_key.in_(list(email_keys)), Account.verified_at.is_not(None)
        )
    )
    return dict(rows.all())
