"""What somebody who reads about a meeting can do next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.core.clock import now
from engagement.core.permissions import Actor
from engagement.meetings.models import Category, Meeting, MeetingState, Registration
from engagement.meetings.queries.to_register import own_for


class Step(StrEnum):
    """What comes next for a reader."""

    DRAFT = "draft"
    CANCELLED = "cancelled"
    OVER = "over"
    REGISTERED = "registered"
    ELSEWHERE = "elsewhere"
    REGISTER = "register"
    NOT_OPEN = "not_open"
    FOCAL_POINT = "focal_point"
    CLOSED = "closed"


@dataclass(frozen=True)
class Next:
    """The step, one's own registration, when registration opens, whether one can nominate now."""

    step: Step
    registration: Registration | None = None
    opens_at: datetime | None = None
    nominates: bool = False


def next_step(meeting: Meeting, actor: Actor) -> Next:
    """What this reader can do; one query for people who are signed in, none for others."""
    if meeting.state is MeetingState.DRAFT:
        return Next(Step.DRAFT)
    if meeting.state is MeetingState.CANCELLED:
        return Next(Step.CANCELLED)
    if meeting.ends_at <= now():
        return Next(Step.OVER)
    own = own_for(meeting, actor) if actor.id else None
    if own is not None:
        return Next(Step.REGISTERED, registration=own)
    if meeting.through is not None:
        return Next(Step.ELSEWHERE)
    return _of_windows(meeting, actor)


def is_open(category: Category) -> bool:
    """Whether people register in a category now."""
    return category.opens_at <= now() < category.closes_at


def opens_later(category: Category) -> bool:
    """Whether people can register in a category only later."""
    return now() < category.opens_at


def _of_windows(meeting, actor):
    there = [each for each in meeting.categories if is_open(each)]
    nominates = any(_nominates(each.kind, actor) for each in there)
    if any(each.kind.by_oneself for each in there):
        return Next(Step.REGISTER, nominates=nominates)
    if there:
        return Next(Step.FOCAL_POINT, nominates=nominates)
    opens = [each.opens_at for each in meeting.categories if each.opens_at > now()]
    if opens:
        return Next(Step.NOT_OPEN, opens_at=min(opens))
    return Next(Step.CLOSED)


def _nominates(kind, actor):
    return bool((kind.by_organization and actor.leads) or (kind.by_state and actor.administers))
