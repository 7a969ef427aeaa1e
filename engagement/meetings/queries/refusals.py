"""Who was refused at a meeting before: such a refusal binds whoever begins anew."""

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, bindparam, case, select
from sqlalchemy.orm import aliased

from engagement.core.db import ask, db
from engagement.meetings.models import Registration, RegistrationState

REFUSED_BEFORE = {
    same.key: select(Registration.id)
    .where(
        Registration.meeting_id == bindparam("meeting_id"),
        Registration.state == RegistrationState.REFUSED,
        Registration.id != bindparam("id"),
        same == bindparam(same.key),
    )
    .limit(1)
    for same in (Registration.person_id, Registration.email_key)
}
"""Another registration of a person or an address that was refused; put together once."""


def was_refused(registration: Registration) -> bool:
    """Whether the same person was refused at this meeting before; without an account, the address.

    An account is bound to what was registered for its address, so its id finds that as well.
    """
    if registration.refused_before is not None:
        return registration.refused_before
    same = "email_key" if registration.person_id is None else "person_id"
    known = {name: getattr(registration, name) for name in ("id", "meeting_id", same)}
    return ask(REFUSED_BEFORE[same], known).first() is not None


def refused_among(registrations: Sequence[Registration]) -> set[uuid.UUID]:
    """Those of some registrations of which `was_refused` is true, by id; one query."""
    other = aliased(Registration)
    found = (
        select(Registration.id)
        .join(
            other,
            and_(
                other.meeting_id == Registration.meeting_id,
                other.state == RegistrationState.REFUSED,
                other.id != Registration.id,
                case(
                    (Registration.person_id.is_(None), other.email_key == Registration.email_key),
                    else_=other.person_id == Registration.person_id,
                ),
            ),
        )
        .where(Registration.id.in_([each.id for each in registrations]))
    )
    return set(db.session.scalars(found)) if registrations else set()
