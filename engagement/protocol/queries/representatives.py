"""Who represents a State on a day, and what of it the public may know."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, or_, select

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.protocol import settings
from engagement.protocol.models import Function, Representative, Seat
from engagement.protocol.permissions import Protocol

RANK = case({each: place for place, each in enumerate(Function)}, value=Representative.function)
"""Permanent representatives first."""


def holds(day: date):
    """The condition that somebody is in office on a day, by a note that was recorded."""
    return and_(
        Representative.recorded_at.is_not(None),
        Representative.from_day <= day,
        or_(Representative.to_day.is_(None), Representative.to_day >= day),
    )


def in_office(country: str, day: date) -> list[Representative]:
    """A State's representatives on a day and those known to come, permanent ones first."""
    return db.session.scalars(
        select(Representative)
        .where(
            Representative.country == country,
            Representative.recorded_at.is_not(None),
            or_(Representative.to_day.is_(None), Representative.to_day >= day),
        )
        .order_by(RANK, Representative.from_day, Representative.id)
    ).all()


def recorded_of(country: str, day: date) -> list[Representative]:
    """Everybody recorded of a State: who is in office on a day or to come, then who has left."""
    left = case((Representative.to_day < day, 1), else_=0)
    return db.session.scalars(
        select(Representative)
        .where(Representative.country == country, Representative.recorded_at.is_not(None))
        .order_by(left, Representative.to_day.desc(), RANK, Representative.name, Representative.id)
    ).all()


def get_representative(representative_id: uuid.UUID) -> Representative | None:
    """A representative by id, also one who has left."""
    return db.session.get(Representative, representative_id)


def fingerprint(people: Sequence[Representative]) -> str:
    """What a list says, in a few letters: it differs when somebody or something on it changed."""
    said = [
        (
            str(one.id),
            one.name,
            one.latin_name,
            one.title,
            one.function.value,
            one.seat.value,
            one.email,
            one.telephone,
            str(one.from_day),
            str(one.to_day),
        )
        for one in people
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def public_name(person: Representative) -> str | None:
    """The name the public may read, or None.

    Who heads a mission is published by the State and by the secretariat alike, so the name of a
    permanent representative is official; a setting can keep all of them back, a request one. Of
    everybody else the function alone is told: nobody asked them.
    """
    official = person.function == Function.PERMANENT and settings.publish_names()
    return person.name if official and not person.name_kept_back else None


@dataclass(frozen=True)
class Shown:
    """A representative as one reader sees it; contacts are None where they are kept back."""

    id: uuid.UUID
    name: str
    latin_name: str | None
    title: str | None
    function: Function
    seat: Seat
    email: str | None
    telephone: str | None
    from_day: date
    to_day: date | None
    name_kept_back: bool


def shown(person: Representative, actor: Actor) -> Shown:
    """For people of the same State and for staff: contacts for those who may see them."""
    contacts = can(actor, Protocol.SEE_CONTACTS, person)
    return Shown(
        person.id,
        person.name,
        person.latin_name,
        person.title,
        person.function,
        person.seat,
        person.email if contacts else None,
        person.telephone if contacts else None,
        person.from_day,
        person.to_day,
        person.name_kept_back,
    )
