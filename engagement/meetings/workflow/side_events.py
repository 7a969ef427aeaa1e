"""States of a side event: who moves it, when."""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.meetings.models import MeetingState, SideEventState
from engagement.meetings.queries import side_events as queries
from engagement.meetings.side_event_permissions import SideEvents

S = SideEventState


def is_called_for(event, actor):
    """The call is open."""
    if not queries.takes_proposals(event.meeting):
        raise RuleViolation(
            _l("Side events cannot be proposed now. What you have written is kept.")
        )


def is_whole(event, actor):
    """Nothing is missing, and everybody in whose name it is has agreed."""
    call = queries.call_of(event.meeting)
    for sentence in queries.missing(event, call):
        raise RuleViolation(sentence)


def has_standing(event, actor):
    """Its organizers are accredited, where they are organizations."""
    ids = {each.organization_id for each in event.remaining}
    if event.organization_id is not None:
        ids.add(event.organization_id)
    if queries.may_organize(event.meeting, ids) != ids:
        raise RuleViolation(
            _l("Only accredited organizations organize side events, and one of these is not now.")
        )


def meeting_takes_place(event, actor):
    """The meeting has not been cancelled."""
    if event.meeting.state is MeetingState.CANCELLED:
        raise RuleViolation(_l("This meeting was cancelled, and cannot be changed any more."))


SUBMIT_SIDE_EVENT = Transition(
    "submit_side_event",
    S.DRAFT,
    S.SUBMITTED,
    SideEvents.WRITE,
    is_called_for,
    is_whole,
    has_standing,
)
TAKE_BACK_SIDE_EVENT = Transition(
    "take_back_side_event", S.SUBMITTED, S.DRAFT, SideEvents.WRITE, is_called_for
)
SELECT_SIDE_EVENT = Transition(
    "select_side_event",
    {S.SUBMITTED, S.WAITLISTED},
    S.SELECTED,
    SideEvents.SELECT,
    meeting_takes_place,
    has_standing,
)
WAITLIST_SIDE_EVENT = Transition(
    "waitlist_side_event", S.SUBMITTED, S.WAITLISTED, SideEvents.SELECT, meeting_takes_place
)
DECLINE_SIDE_EVENT = Transition(
    "decline_side_event",
    {S.SUBMITTED, S.WAITLISTED},
    S.DECLINED,
    SideEvents.SELECT,
    meeting_takes_place,
)
REOPEN_SIDE_EVENT = Transition(
    "reopen_side_event",
    {S.SELECTED, S.WAITLISTED, S.DECLINED},
    S.SUBMITTED,
    SideEvents.SELECT,
    meeting_takes_place,
)
WITHDRAW_SIDE_EVENT = Transition(
    "withdraw_side_event",
    {S.DRAFT, S.SUBMITTED, S.WAITLISTED, S.SELECTED},
    S.WITHDRAWN,
    SideEvents.WRITE,
)
side_event_workflow = Workflow(
    SUBMIT_SIDE_EVENT,
    TAKE_BACK_SIDE_EVENT,
    SELECT_SIDE_EVENT,
    WAITLIST_SIDE_EVENT,
    DECLINE_SIDE_EVENT,
    REOPEN_SIDE_EVENT,
    WITHDRAW_SIDE_EVENT,
)
