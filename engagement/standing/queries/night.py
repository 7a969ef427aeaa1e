"""What happens tonight: every scheduled act with its count, and what holds it back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from engagement.core.clock import today
from engagement.core.db import db
from engagement.standing import settings
from engagement.standing.models import Act, BatchKind, Brake, NightRun
from engagement.standing.queries import batches, proceedings, reports

OUTWARD = (Act.REMIND, Act.EFFECT)
"""Acts that somebody outside notices."""


@dataclass(frozen=True)
class Planned:
    """An act of the night: how many accreditations, the brake on it, whether it is too many.

    `allowed` when a person let this night run although it is more than usual.
    """

    act: Act
    count: int
    brake: Brake | None
    usual: int
    allowed: bool

    @property
    def held(self) -> bool:
        """Whether nothing of it will happen. A proposal does nothing, so none is too large."""
        too_many = self.act in OUTWARD and self.count > self.usual and not self.allowed
        return self.brake is not None or too_many


def planned(day: date | None = None) -> list[Planned]:
    """Every act of the night with its count; one query each, and one for the brakes."""
    day = day or today()
    rows = standing_brakes(day)
    brakes = {row.act: row for row in rows if row.night is None}
    allowed = {row.act for row in rows if row.night == day}
    return [
        Planned(
            act,
            count_of(act, day),
            brakes.get(None) or brakes.get(act),
            settings.most_a_night(),
            act in allowed,
        )
        for act in Act
    ]


def plan_of(act: Act, day: date | None = None) -> Planned:
    """One act of the night."""
    return next(each for each in planned(day) if each.act == act)


def statement_of(act: Act, day: date):
    """What an act is over on `day`: ids first."""
    if act == Act.REMIND:
        return reports.to_remind(day)
    if act == Act.EFFECT:
        return proceedings.due_for_effect(day)
    kind = next(kind for kind, its in batches.ACTS.items() if its == act)
    return batches.newcomers(BatchKind(kind), day)


def count_of(act: Act, day: date) -> int:
    """How many accreditations an act is over on `day`."""
    return db.session.scalar(select(func.count()).select_from(statement_of(act, day).subquery()))


def standing_brakes(day: date) -> list[Brake]:
    """Brakes that are pulled, and permissions for the night of `day`."""
    return db.session.scalars(
        select(Brake).where(
            Brake.released_at.is_(None), or_(Brake.night.is_(None), Brake.night == day)
        )
    ).all()


def get_brake(act: Act | None) -> Brake | None:
    """The brake that is pulled on an act; None is the brake on everything."""
    on = Brake.act.is_(None) if act is None else Brake.act == act
    return db.session.scalars(
        select(Brake).where(on, Brake.night.is_(None), Brake.released_at.is_(None))
    ).first()


def run_of(act: Act, night: date) -> NightRun | None:
    """What became of an act in a night."""
    return db.session.scalars(select(NightRun).filter_by(act=act, night=night)).first()


def last_runs(limit: int = 12) -> list[NightRun]:
    """The latest nights in which something was done or held."""
    return db.session.scalars(
        select(NightRun).order_by(NightRun.night.desc(), NightRun.act).limit(limit)
    ).all()
