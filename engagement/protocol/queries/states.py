"""States with what is recorded of each: representatives, mission, confirmation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import func, select

from engagement.core.clock import today
from engagement.core.countries import STATES, Country, Region, country
from engagement.core.db import db
from engagement.protocol import settings
from engagement.protocol.models import Delegate, Mission, Representative, State
from engagement.protocol.queries.delegates import ADMINISTERS
from engagement.protocol.queries.representatives import holds


def get_state(code: str) -> State | None:
    """What is kept of a State; one of which nothing is known yet has no row, and is made here.

    None for a code that is no Member State's or observer's.
    """
    place = country(code)
    if place is None or not place.takes_part:
        return None
    kept = db.session.scalars(select(State).filter_by(country=code)).first()
    return kept or State(country=code, mission=Mission.UNKNOWN)


@dataclass(frozen=True)
class StateRow:
    """A State as a line of the list."""

    place: Country
    people: int
    heads: int
    recorded_on: date | None
    mission: Mission
    confirmed_on: date | None
    asked_on: date | None
    has_administrator: bool

    @property
    def due_on(self) -> date | None:
        """When the list has to be confirmed; None where there is nobody on it."""
        return due_from(self.confirmed_on or self.recorded_on) if self.people else None

    @property
    def is_overdue(self) -> bool:
        """Whether the State has not answered in time."""
        return self.due_on is not None and late_from(self.due_on) < today()


def due_from(last: date | None) -> date | None:
    """A year (a setting) after the last confirmation, or after the list was first recorded."""
    return last + timedelta(days=settings.confirmation_days()) if last else None


def late_from(due: date) -> date:
    """The last day to answer."""
    return due + timedelta(days=settings.confirmation_answer_days())


def state_rows(day: date, codes: Iterable[str] | None = None) -> list[StateRow]:
    """Every State (or those) with what is recorded of it on a day; three queries."""
    wanted = STATES if codes is None else [each for each in STATES if each.code in set(codes)]
    people = {
        row.country: row
        for row in db.session.execute(
            select(
                Representative.country,
                func.count().label("people"),
                func.count()
                .filter(Representative.function == "permanent_representative")
                .label("heads"),
                func.min(Representative.recorded_at).label("recorded_at"),
            )
            .where(holds(day))
            .group_by(Representative.country)
        )
    }
    kept = {
        row.country: row
        for row in db.session.execute(
            select(State.country, State.mission, State.confirmed_on, State.asked_on)
        )
    }
    administered = set(
        db.session.scalars(select(Delegate.country).join(Delegate.account).where(*ADMINISTERS))
    )
    return [
        StateRow(
            place=place,
            people=people[place.code].people if place.code in people else 0,
            heads=people[place.code].heads if place.code in people else 0,
            recorded_on=(
                people[place.code].recorded_at.astimezone(UTC).date()
                if place.code in people
                else None
            ),
            mission=kept[place.code].mission if place.code in kept else Mission.UNKNOWN,
            confirmed_on=kept[place.code].confirmed_on if place.code in kept else None,
            asked_on=kept[place.code].asked_on if place.code in kept else None,
            has_administrator=place.code in administered,
        )
        for place in wanted
    ]


def overdue_states(day: date, region: Region | None = None) -> list[StateRow]:
    """States whose list nobody has confirmed in time."""
    rows = (row for row in state_rows(day) if row.is_overdue)
    return [row for row in rows if region is None or row.place.region == region]


def states_to_ask(day: date) -> list[StateRow]:
    """States with an administrator whose list is due and who were not asked about that yet."""
    return [
        row
        for row in state_rows(day)
        if row.has_administrator
        and row.due_on is not None
        and row.due_on <= day
        and (row.asked_on is None or row.asked_on < row.due_on)
    ]


def confirmation_due_on(code: str) -> date | None:
    """When a State's list has to be confirmed, or None."""
    rows = state_rows(today(), [code])
    return rows[0].due_on if rows else None
