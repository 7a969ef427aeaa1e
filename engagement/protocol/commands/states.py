"""A State's mission in Nairobi, its yearly confirmation, and names kept back."""

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.mail import outbox
from engagement.protocol import queries, settings
from engagement.protocol.models import Mission, Representative, State
from engagement.protocol.permissions import Protocol

AREA = "protocol"
"""What the kept public pages of this feature depend on."""


def state_row(code: str) -> State:
    """The row of a State, made when nothing was known of it; locked. Within a command."""
    db.session.execute(
        insert(State).values(country=code, mission=Mission.UNKNOWN).on_conflict_do_nothing()
    )
    return lock(db.session.scalars(select(State).filter_by(country=code)).one())


@command
def note_mission(
    code: str, *, actor: Actor, mission: Mission, source: str | None, on: date | None
) -> State:
    """Keep whether a State has a mission in Nairobi, with the source and its date.

    RuleViolation without a source, and for a day to come.
    """
    state = state_row(code)
    if not can(actor, Protocol.CHANGE, state):
        raise NotAllowed(Protocol.CHANGE)
    if mission == Mission.UNKNOWN:
        source = on = None
    elif not source or on is None:
        raise RuleViolation(_l("Say where this is known from, and of which day."))
    if on is not None and on > today():
        raise RuleViolation(_l("Enter a day that is not to come."))
    before = state.mission
    state.mission, state.mission_source, state.mission_on = mission, source, on
    versions.bump(AREA)
    record(
        "protocol:mission:noted",
        state,
        actor=actor,
        country=code,
        mission=[before.value, mission.value],
        source=source,
        on=on.isoformat() if on else None,
    )
    return state


@command
def confirm_list(code: str, *, actor: Actor, seen: str) -> None:
    """The State's administrator confirms that the list of representatives is right.

    `seen` is the fingerprint of the list that was read; RuleViolation when it has changed since.
    """
    state = state_row(code)
    if not can(actor, Protocol.CONFIRM, state):
        raise NotAllowed(Protocol.CONFIRM)
    people = queries.in_office(code, today())
    if queries.fingerprint(people) != seen:
        raise RuleViolation(_l("The list has changed meanwhile. Read it again, then confirm it."))
    state.confirmed_on, state.confirmed_by_id = today(), actor.id
    versions.bump(AREA)
    record("protocol:list:confirmed", state, actor=actor, country=code, people=len(people))


@command
def ask_confirmation(code: str) -> None:
    """Ask a State's administrators by mail whether the list is right, once for each time due.

    Nothing else follows: whoever does not answer stands on the list of overdue ones.
    """
    due = queries.confirmation_due_on(code)
    people = queries.administrators([code]).get(code, [])
    if due is None or due > today() or not people:
        return
    state = state_row(code)
    if state.asked_on and state.asked_on >= due:
        return
    state.asked_on = today()
    record("protocol:confirmation:asked", state, actor=SYSTEM, country=code, people=len(people))
    for person in people:
        outbox.send(
            "protocol/confirm_list",
            to=person,
            about=state,
            country=code,
            days=settings.confirmation_answer_days(),
        )


@command
def keep_name_back(person: Representative, *, actor: Actor, kept_back: bool) -> None:
    """Keep the name of a permanent representative from the public, or show it again."""
    lock(person)
    if not can(actor, Protocol.KEEP_BACK, person):
        raise NotAllowed(Protocol.KEEP_BACK)
    if person.name_kept_back == kept_back:
        return
    person.name_kept_back = kept_back
    versions.bump(AREA)
    record("protocol:name:kept_back", person, actor=actor, kept_back=kept_back)
