"""Keep what is known of the governing bodies: mandate, bureau, meetings, decisions."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from engagement.audit.commands import record
from engagement.bodies.models import (
    Body,
    BodyDecision,
    BodyKey,
    BureauFunction,
    BureauMember,
    Meeting,
    Mode,
)
from engagement.bodies.permissions import Bodies
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can

AREA = "bodies"
"""What the kept public pages of this feature depend on."""


@dataclass(frozen=True)
class BureauData:
    """A seat in a bureau."""

    function: BureauFunction
    country: str
    name: str
    from_day: date
    latin_name: str | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class MeetingData:
    """A session or meeting; `title` by language."""

    title: dict[str, str]
    from_day: date
    to_day: date
    place: str
    mode: Mode
    documents_url: str | None = None


@dataclass(frozen=True)
class DecisionData:
    """A decision; `title` and the addresses of its `texts` by language."""

    symbol: str
    title: dict[str, str]
    decided_on: date
    meeting_id: uuid.UUID | None = None
    texts: dict[str, str] = field(default_factory=dict)


@command
def change_body(
    key: BodyKey, *, actor: Actor, mandate: dict[str, str], website: str | None
) -> Body:
    """Write a body's mandate, by language, and its own site."""
    _may(actor)
    db.session.execute(insert(Body).values(key=key, mandate={}).on_conflict_do_nothing())
    body = lock(db.session.scalars(select(Body).filter_by(key=key)).one())
    before = body.mandate
    body.mandate, body.website, body.changed_at = mandate, website, now()
    _written("body:changed", body, actor, mandate=[before, mandate], website=website)
    return body


@command
def seat_in_bureau(
    key: BodyKey, data: BureauData, *, actor: Actor, form_key: uuid.UUID | None = None
) -> BureauMember:
    """Put somebody on the bureau. RuleViolation when it would end before it begins."""
    _may(actor)
    if earlier := once.take(form_key, actor):
        return db.session.get_one(BureauMember, earlier.result_id)
    _in_order(data.from_day, data.to_day)
    member = BureauMember(body=key, **asdict(data))
    _add(member, form_key)
    _written("bureau:seated", member, actor, body=key.value, **_plain(data))
    return member


@command
def change_bureau_member(member: BureauMember, data: BureauData, *, actor: Actor) -> None:
    """Correct a seat, or say when it ended."""
    _may(actor)
    _lock_present(member)
    _in_order(data.from_day, data.to_day)
    _set(member, data)
    _written("bureau:changed", member, actor, **_plain(data))


@command
def add_meeting(
    key: BodyKey, data: MeetingData, *, actor: Actor, form_key: uuid.UUID | None = None
) -> Meeting:
    """Enter a meeting. RuleViolation when it would end before it begins."""
    _may(actor)
    if earlier := once.take(form_key, actor):
        return db.session.get_one(Meeting, earlier.result_id)
    _in_order(data.from_day, data.to_day)
    meeting = Meeting(body=key, **asdict(data))
    _add(meeting, form_key)
    _written("meeting:added", meeting, actor, body=key.value, **_plain(data))
    return meeting


@command
def change_meeting(meeting: Meeting, data: MeetingData, *, actor: Actor) -> None:
    """Correct a meeting."""
    _may(actor)
    _lock_present(meeting)
    _in_order(data.from_day, data.to_day)
    _set(meeting, data)
    _written("meeting:changed", meeting, actor, **_plain(data))


@command
def add_decision(
    key: BodyKey, data: DecisionData, *, actor: Actor, form_key: uuid.UUID | None = None
) -> BodyDecision:
    """Enter a decision. RuleViolation for a symbol that is here, and a meeting of another body."""
    _may(actor)
    if earlier := once.take(form_key, actor):
        return db.session.get_one(BodyDecision, earlier.result_id)
    _of_this_body(key, data.meeting_id)
    decision = BodyDecision(body=key, **asdict(data))
    try:
        with db.session.begin_nested():
            db.session.add(decision)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(TWICE) from None
    once.remember(form_key, decision.id)
    _written("decision:added", decision, actor, body=key.value, **_plain(data))
    return decision


@command
def change_decision(decision: BodyDecision, data: DecisionData, *, actor: Actor) -> None:
    """Correct a decision, or add the address of a text."""
    _may(actor)
    _lock_present(decision)
    _of_this_body(decision.body, data.meeting_id)
    try:
        with db.session.begin_nested():
            _set(decision, data)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(TWICE) from None
    _written("decision:changed", decision, actor, **_plain(data))


@command
def remove(row: BureauMember | Meeting | BodyDecision, *, actor: Actor, reason: str) -> None:
    """Take out what was entered wrongly: no reader sees it any more, it stays with the reason.

    RuleViolation for what was removed already, and for a meeting while decisions name it.
    """
    _may(actor)
    _lock_present(row)
    if isinstance(row, Meeting):
        named = select(BodyDecision.id).where(
            BodyDecision.meeting_id == row.id, BodyDecision.removed_at.is_(None)
        )
        if db.session.scalar(named.limit(1)):
            raise RuleViolation(_l("Decisions name this meeting. Change or remove them first."))
    row.removed_at, row.removed_by_id, row.removal_reason = now(), actor.id, reason
    _written(f"{REMOVED[type(row)]}:removed", row, actor, body=row.body.value, reason=reason)


REMOVED = {BureauMember: "bureau", Meeting: "meeting", BodyDecision: "decision"}
TWICE = _l("A decision with this symbol is here already.")


def _may(actor):
    if not can(actor, Bodies.KEEP):
        raise NotAllowed(Bodies.KEEP)


def _lock_present(row):
    lock(row)
    if row.removed_at is not None:
        raise RuleViolation(_l("This entry was removed. Enter it anew if it was right."))


def _in_order(first, last):
    if last is not None and last < first:
        raise RuleViolation(_l("The last day lies before the first. Check the days."))


def _of_this_body(key, meeting_id):
    meeting = db.session.get(Meeting, meeting_id) if meeting_id else None
    unfit = meeting is None or meeting.body != key or meeting.removed_at is not None
    if meeting_id is not None and unfit:
        raise RuleViolation(_l("Choose a meeting of this body."))


def _add(row, form_key):
    db.session.add(row)
    db.session.flush()
    once.remember(form_key, row.id)


def _set(row, data):
    for name, value in asdict(data).items():
        setattr(row, name, value)


def _written(action, row, actor, **told):
    versions.bump(AREA)
    record(f"bodies:{action}", row, actor=actor, **told)


def _plain(data):
    return {
        name: value if isinstance(value, dict | None | str) else str(value)
        for name, value in asdict(data).items()
    }
