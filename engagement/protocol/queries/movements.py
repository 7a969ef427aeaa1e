"""Arrivals and departures between two days: issued before each quarterly meeting (domain 1.8)."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select

from engagement.core.countries import COUNTRIES
from engagement.core.db import db
from engagement.core.permissions import Period
from engagement.core.subjects import happened_in
from engagement.core.text import Labelled
from engagement.protocol.models import Function, Representative
from engagement.protocol.queries.representatives import RANK


class Way(Labelled):
    """Whether somebody came or left."""

    ARRIVAL = "arrival", _l("Arrival")
    DEPARTURE = "departure", _l("Departure")


@dataclass(frozen=True)
class Movement:
    """Somebody took up the function on `day`, or had it for the last time on that day."""

    way: Way
    day: date
    person: Representative


def movements(
    since: date,
    until: date,
    language: str,
    *,
    heads_only: bool = False,
    entered_in: Period | None = None,
) -> list[Movement]:
    """Who came and left from one day to another, both in it, by State; one query.

    `heads_only`: permanent representatives alone, as the public sees it. `entered_in`: what an
    auditor reads whose engagement covers that period.
    """
    arrived = and_(Representative.from_day >= since, Representative.from_day <= until)
    left = and_(Representative.to_day >= since, Representative.to_day <= until)
    found = select(Representative).where(
        Representative.recorded_at.is_not(None), or_(arrived, left)
    )
    if heads_only:
        found = found.where(Representative.function == Function.PERMANENT)
    if entered_in is not None and not entered_in.is_open:
        found = found.where(happened_in(Representative.entered_at, entered_in))
    rows = []
    for person in db.session.scalars(found.order_by(RANK, Representative.id)):
        if since <= person.from_day <= until:
            rows.append(Movement(Way.ARRIVAL, person.from_day, person))
        if person.to_day and since <= person.to_day <= until:
            rows.append(Movement(Way.DEPARTURE, person.to_day, person))
    return sorted(rows, key=lambda row: (_place(row.person.country, language), row.day))


def _place(code, language):
    return COUNTRIES[code].orders[language]
