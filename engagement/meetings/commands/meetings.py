"""A meeting is created and changed: what it is, and the rules of its registration."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.core import once
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.meetings import settings
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.lottery import new_seed
from engagement.meetings.commands.sessions import SessionData, session_of
from engagement.meetings.models import (
    AgeBand,
    BodyKey,
    Meeting,
    Mode,
    RegistrationQueue,
    WaitingRule,
)
from engagement.meetings.moving import same_clock
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import setting_up as queries

LEAST_OFFER_HOURS = 24


@dataclass(frozen=True)
class MeetingData:
    """What a meeting is; texts by language."""

    title: dict[str, str]
    mode: Mode
    zone: str
    body: BodyKey | None = None
    place: str | None = None
    description: dict[str, str] = field(default_factory=dict)
    contact_email: str | None = None


@dataclass(frozen=True)
class Rules:
    """How people register for a meeting, and what becomes of what they tell."""

    youngest: AgeBand
    waiting_rule: WaitingRule
    offer_hours: int
    retention_days: int
    lottery_at: datetime | None = None
    notice: dict[str, str] = field(default_factory=dict)
    through_id: uuid.UUID | None = None


@command
def create_meeting(
    data: MeetingData, first: SessionData, *, actor: Actor, key: uuid.UUID | None = None
) -> Meeting:
    """Prepare a meeting with its first session; officers alone see it until it is published."""
    if not can(actor, Meetings.MANAGE):
        raise NotAllowed(Meetings.MANAGE)
    if earlier := once.take(key, actor):
        return db.session.get_one(Meeting, earlier.result_id)
    _refuse_unfit(data)
    meeting = Meeting(
        **asdict(data),
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        offer_hours=settings.offer_hours(),
        retention_days=settings.retention_days(),
        created_by_id=actor.id,
    )
    meeting.sessions = [session_of(first)]
    db.session.add(meeting)
    db.session.flush()
    db.session.add(RegistrationQueue(meeting_id=meeting.id))
    once.remember(key, meeting.id)
    finish("meeting:created", meeting, meeting, actor, **_plain(data))
    return meeting


@command
def change_meeting(meeting: Meeting, data: MeetingData, *, actor: Actor) -> None:
    """Correct what a meeting is. In another zone its hours stay as the clocks there show them.

    RuleViolation for another zone once it is published, and for a way of taking part that is
    taken from people who are registered.
    """
    begin(meeting, actor)
    _refuse_unfit(data)
    if data.zone != meeting.zone:
        if meeting.is_public:
            raise RuleViolation(_l("The time zone cannot be changed after publication."))
        _move_to(meeting, data.zone)
    gone = set(meeting.modes) - set(Meeting(mode=data.mode).modes)
    if gone and queries.has_registrations(meeting, modes=gone):
        raise RuleViolation(
            _l("People are registered who take part in another way. Their registrations go first.")
        )
    for name, value in asdict(data).items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    finish("meeting:changed", meeting, meeting, actor, **_plain(data))


@command
def change_rules(meeting: Meeting, rules: Rules, *, actor: Actor) -> None:
    """Set age, waiting rule, privacy notice and joint registration.

    A changed notice gets a new version, so that it is known what each person read. RuleViolation
    for what would change the terms of people who have registered already.
    """
    begin(meeting, actor)
    _refuse_other_numbers(rules)
    _refuse_younger(meeting, rules)
    _refuse_other_lots(meeting, rules)
    _refuse_unfit_joint(meeting, rules.through_id)
    if rules.notice != meeting.notice:
        meeting.notice, meeting.notice_version = rules.notice, meeting.notice_version + 1
    meeting.youngest, meeting.offer_hours = rules.youngest, rules.offer_hours
    meeting.retention_days, meeting.through_id = rules.retention_days, rules.through_id
    meeting.waiting_rule, meeting.lottery_at = rules.waiting_rule, rules.lottery_at
    seal_lots(meeting)
    db.session.flush()
    db.session.expire(meeting, ["through"])
    finish(
        "meeting:rules-changed",
        meeting,
        meeting,
        actor,
        youngest=rules.youngest.value,
        waiting_rule=rules.waiting_rule.value,
        notice_version=meeting.notice_version,
        retention_days=rules.retention_days,
        offer_hours=rules.offer_hours,
    )


def seal_lots(meeting: Meeting) -> None:
    """Give a published meeting its secret seed, whose hash is shown from then on; part of commands.

    A meeting without lots has none.
    """
    if meeting.waiting_rule is not WaitingRule.LOTTERY:
        meeting.lottery_seed = None
    elif meeting.is_public and meeting.lottery_seed is None:
        meeting.lottery_seed = new_seed()


def _move_to(meeting, zone):
    for session in meeting.sessions:
        session.starts_at = same_clock(session.starts_at, meeting.zone, zone)
        session.ends_at = same_clock(session.ends_at, meeting.zone, zone)
        session.first_starts_at = session.starts_at
    for category in meeting.categories:
        category.opens_at = same_clock(category.opens_at, meeting.zone, zone)
        category.closes_at = same_clock(category.closes_at, meeting.zone, zone)
        category.first_closes_at = category.closes_at
    meeting.starts_at = same_clock(meeting.starts_at, meeting.zone, zone)
    meeting.ends_at = same_clock(meeting.ends_at, meeting.zone, zone)
    if meeting.lottery_at:
        meeting.lottery_at = same_clock(meeting.lottery_at, meeting.zone, zone)


def _refuse_unfit(data):
    if not data.title:
        raise RuleViolation(_l("Enter the title in at least one language."))
    if data.mode is Mode.ONLINE and data.place:
        raise RuleViolation(_l("A meeting online has no place: leave it empty."))


def _refuse_other_numbers(rules):
    if rules.offer_hours < LEAST_OFFER_HOURS:
        raise RuleViolation(_l("A place that is offered is kept for at least 24 hours."))
    if rules.retention_days < 1:
        raise RuleViolation(_l("Registrations are kept for at least one day."))
    if (rules.waiting_rule is WaitingRule.LOTTERY) != (rules.lottery_at is not None):
        raise RuleViolation(_l("Say when lots are drawn; without lots leave day and hour empty."))


def _refuse_younger(meeting, rules):
    bands = [each for each in AgeBand if each.rank < rules.youngest.rank]
    if bands and queries.has_registrations(meeting, bands=bands):
        raise RuleViolation(
            _l("Younger people are registered already. Their registrations go first.")
        )


def _refuse_other_lots(meeting, rules):
    if meeting.lottery_drawn_at is not None:
        if rules.lottery_at != meeting.lottery_at:
            raise RuleViolation(_l("The lots of this meeting are drawn already."))
    elif rules.waiting_rule is not meeting.waiting_rule and queries.has_registrations(meeting):
        raise RuleViolation(
            _l("People have registered under the rule that was announced, so it stays.")
        )


def _refuse_unfit_joint(meeting, through_id):
    if through_id is None:
        return
    through = db.session.get(Meeting, through_id)
    chain = through is None or through.through_id is not None or through.id == meeting.id
    if chain or db.session.scalar(select(Meeting.id).filter_by(through_id=meeting.id).limit(1)):
        raise RuleViolation(_l("Choose a meeting that has a registration of its own."))
    if queries.has_registrations(meeting):
        raise RuleViolation(_l("People have registered for this meeting, so it keeps its own."))


def _plain(data):
    return {
        name: value if isinstance(value, dict | None | str) else str(value)
        for name, value in asdict(data).items()
    }
