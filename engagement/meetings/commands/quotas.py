"""Quotas of a meeting: at most so many for each organization, State or Major Group, or in all."""

import uuid
from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from engagement.core import once
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import Meeting, Mode, Quota, QuotaScope
from engagement.meetings.queries.quotas import Room


@dataclass(frozen=True)
class QuotaData:
    """For whom it counts, and how many there can be."""

    scope: QuotaScope
    places: int
    category_id: uuid.UUID | None = None
    major_group: MajorGroup | None = None
    mode: Mode | None = None


@command
def add_quota(
    meeting: Meeting, data: QuotaData, *, actor: Actor, key: uuid.UUID | None = None
) -> Quota:
    """A quota more. RuleViolation when more places are held than it lets."""
    lock_queue(meeting)
    begin(meeting, actor)
    if earlier := once.take(key, actor):
        return db.session.get_one(Quota, earlier.result_id)
    _refuse_unfit(meeting, data)
    quota = Quota(**asdict(data))
    meeting.quotas.append(quota)
    db.session.flush()
    most = max(Room(meeting).taken[quota.id].values(), default=0)
    if most > data.places:
        raise RuleViolation(
            _ln(
                "%(num)d place that it counts together is held already: allow as many.",
                "%(num)d places that it counts together are held already: allow as many.",
                most,
            )
        )
    once.remember(key, quota.id)
    finish("quota:added", quota, meeting, actor, **_told(quota))
    return quota


@command
def remove_quota(quota: Quota, *, actor: Actor) -> None:
    """Take a quota out: whom it held back is offered a free place at once."""
    meeting = quota.meeting
    lock_queue(meeting)
    begin(meeting, actor)
    finish("quota:removed", quota, meeting, actor, **_told(quota))
    meeting.quotas.remove(quota)
    db.session.delete(quota)
    db.session.flush()
    fill(meeting)


def _refuse_unfit(meeting, data):
    if data.category_id and data.category_id not in {each.id for each in meeting.categories}:
        raise RuleViolation(_l("Choose a category of this meeting."))
    if data.major_group and data.scope is not QuotaScope.MAJOR_GROUP:
        raise RuleViolation(_l("Name a Major Group only in a quota that counts Major Groups."))
    if data.mode and data.mode not in meeting.modes:
        raise RuleViolation(_l("Nobody takes part in this meeting in that way."))


def _told(quota):
    return {
        "scope": quota.scope.value,
        "places": quota.places,
        "category": quota.category.kind.value if quota.category else None,
        "major_group": quota.major_group.value if quota.major_group else None,
        "mode": quota.mode.value if quota.mode else None,
    }
