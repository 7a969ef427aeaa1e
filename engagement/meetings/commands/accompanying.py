"""Another age, another person, another way to come: what it means for minors and their adults."""

from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings.commands.chaperones import leave_minors
from engagement.meetings.commands.minors import forget_company
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.places import (
    hold,
    is_history,
    match_company,
    move_minors,
    settle,
)
from engagement.meetings.models import AgeBand, Registration, RegistrationState
from engagement.meetings.queries.minors import chaperone_of
from engagement.meetings.queries.obstacles import obstacles


def follow_age_and_person(registration: Registration, after: dict[str, Any], actor: Actor) -> None:
    """Another age, or somebody else: what was agreed for a minor holds for that minor alone.

    Part of a command, like `follow_mode`; RuleViolation for an age that cannot be.
    """
    band = AgeBand(after["age_band"]) if after.get("age_band") else registration.age_band
    columns = {"age_band": band} if "age_band" in after else {}
    if columns:
        _refuse_age(registration, band)
    is_other = bool({"name", "email"} & after.keys())
    if is_other and registration.is_minor and not is_history(registration):
        columns |= forget_company(registration, actor=actor)
    lacks = band is not None and band.is_minor and not _in_company(registration, columns)
    if lacks and registration.state in {RegistrationState.CONFIRMED, RegistrationState.WAITING}:
        db.session.flush()
        hold(registration, **columns)
    else:
        for name, value in columns.items():
            setattr(registration, name, value)
    db.session.flush()
    if "age_band" in columns and not obstacles(registration):
        settle(registration)
    if is_other or registration.is_minor:
        leave_minors(registration, actor=actor)


def follow_mode(registration: Registration) -> None:
    """Whoever is in the room needs an adult there; the place left in the other mode is free."""
    db.session.flush()
    if registration.is_minor:
        match_company(registration, chaperone_of(registration))
    move_minors(registration)
    fill(registration.meeting)


def _refuse_age(registration, band):
    if band is None:
        raise RuleViolation(_l("Say which age group the person belongs to."))
    if band.rank < registration.meeting.youngest.rank:
        raise RuleViolation(_l("People of this age cannot take part in this meeting."))
    if band.is_minor and not registration.is_minor and is_history(registration):
        raise RuleViolation(_l("This meeting is over for this person: the age stays as it is."))


def _in_company(registration, columns):
    """Whether a guardian's consent and an adult are there, once `columns` are written."""
    return all(
        columns.get(name, getattr(registration, name)) is not None
        for name in ("guardian_consent_at", "chaperone_id")
    )
