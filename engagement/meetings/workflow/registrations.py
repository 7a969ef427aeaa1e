"""States of a registration (product 5): who moves it, when."""

from flask_babel import lazy_gettext as _l

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.meetings.models import MeetingState, RegistrationState
from engagement.meetings.permissions import Registrations as May
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.standing import kept_out

S = RegistrationState
OPEN_STATES = {S.INVITED, S.DRAFT, S.SUBMITTED, S.CONFIRMED, S.WAITING}


def meeting_takes_place(registration, actor):
    """Nobody registers for what is not announced, was cancelled, or is over."""
    meeting = registration.meeting
    if meeting.state is not MeetingState.PUBLISHED:
        raise RuleViolation(_l("This meeting takes no registrations."))
    if is_over(meeting):
        raise RuleViolation(_l("This meeting is over."))


def window_is_open(registration, actor):
    """From the opening on, and before the deadline."""
    category, instant = registration.category, now()
    if instant < category.opens_at:
        raise RuleViolation(_l("Registration has not opened yet. What you wrote is kept."))
    if instant >= category.closes_at:
        raise RuleViolation(
            _l(
                "Registration in this category has closed. What you wrote is kept; write to the"
                " contact of the meeting."
            )
        )


def old_enough(registration, actor):
    """The meeting says from which age on one can take part; an age has to be stated."""
    band = registration.age_band
    if band is None:
        raise RuleViolation(_l("Say which age group the person belongs to."))
    if band.rank < registration.meeting.youngest.rank:
        raise RuleViolation(
            _l(
                "People of this age cannot take part in this meeting: %(youngest)s is the"
                " youngest age group.",
                youngest=registration.meeting.youngest.label,
            )
        )


def is_offered(registration, actor):
    """There is a place to take, and the time for it is not over."""
    if registration.offered_until is None or registration.offered_until <= now():
        raise RuleViolation(_l("No place is offered to this registration now."))


def can_take_part(registration, actor):
    """Nobody takes a place for an organization that cannot take part now."""
    if kept_out([registration]):
        raise RuleViolation(_l("The organization cannot take part now."))


def offer_is_over(registration, actor):
    """Nobody answered in time."""
    if registration.offered_until is None or registration.offered_until > now():
        raise RuleViolation(_l("The time to take up the place is not over yet."))


def not_begun(registration, actor):
    """A past meeting is not left any more."""
    if is_over(registration.meeting):
        raise RuleViolation(_l("This meeting is over."))


def not_decided_on_oneself(registration, actor):
    """Nobody decides on the own registration (four eyes)."""
    if registration.person_id is not None and registration.person_id == actor.id:
        raise RuleViolation(_l("This is your own registration: somebody else has to decide on it."))


SUBMIT = Transition(
    "submit_registration",
    {S.INVITED, S.DRAFT},
    S.SUBMITTED,
    May.CHANGE,
    meeting_takes_place,
    window_is_open,
    old_enough,
)
APPROVE = Transition(
    "approve_registration",
    S.SUBMITTED,
    S.SUBMITTED,
    May.HANDLE,
    meeting_takes_place,
    not_decided_on_oneself,
)
REFUSE = Transition(
    "refuse_registration",
    {S.SUBMITTED, S.WAITING, S.CONFIRMED},
    S.REFUSED,
    May.HANDLE,
    not_begun,
    not_decided_on_oneself,
)
REOPEN = Transition(
    "reopen_registration",
    S.REFUSED,
    S.SUBMITTED,
    May.HANDLE,
    meeting_takes_place,
    not_decided_on_oneself,
)
CONFIRM = Transition("confirm_registration", {S.SUBMITTED, S.WAITING}, S.CONFIRMED, May.MOVE)
QUEUE = Transition("queue_registration", S.SUBMITTED, S.WAITING, May.MOVE)
LOSE_PLACE = Transition("hold_registration", {S.CONFIRMED, S.WAITING}, S.SUBMITTED, May.MOVE)
"""Something that let it count is gone again: a consent, a standing, the age first stated."""
ACCEPT_OFFER = Transition(
    "accept_offer",
    S.WAITING,
    S.CONFIRMED,
    May.CHANGE,
    meeting_takes_place,
    is_offered,
    can_take_part,
)
DECLINE = Transition("decline_offer", {S.INVITED, S.WAITING}, S.WITHDRAWN, May.CHANGE, not_begun)
EXPIRE_OFFER = Transition("expire_offer", S.WAITING, S.WITHDRAWN, May.MOVE, offer_is_over)
WITHDRAW = Transition("withdraw_registration", OPEN_STATES, S.WITHDRAWN, May.CHANGE, not_begun)
END = Transition("end_registration", OPEN_STATES, S.WITHDRAWN, May.MOVE)
ATTEND = Transition("note_attendance", {S.CONFIRMED, S.NO_SHOW}, S.ATTENDED, May.MOVE)
MISS = Transition("note_absence", {S.CONFIRMED, S.ATTENDED}, S.NO_SHOW, May.MOVE)

workflow = Workflow(
    SUBMIT,
    APPROVE,
    REFUSE,
    REOPEN,
    CONFIRM,
    QUEUE,
    LOSE_PLACE,
    ACCEPT_OFFER,
    DECLINE,
    EXPIRE_OFFER,
    WITHDRAW,
    END,
    ATTEND,
    MISS,
)
