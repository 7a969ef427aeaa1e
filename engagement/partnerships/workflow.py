"""When a partnership and a complaint may move, and where to."""

from flask_babel import lazy_gettext as _l

from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.partnerships.models import ComplaintState, PartnershipState
from engagement.partnerships.permissions import Complaints, Partnerships
from engagement.partnerships.queries import deciding
from engagement.partnerships.queries import partnerships as queries

P, C = PartnershipState, ComplaintState


def every_partner_confirmed(partnership, actor):
    """Nobody is named as partner who has not agreed to it."""
    if any(each.confirmed_at is None for each in partnership.partners):
        raise RuleViolation(
            _l("A partner has not confirmed yet. Ask its focal point to, or take the partner out.")
        )


def still_ahead(partnership, actor):
    """What is proposed is to come."""
    if partnership.to_day <= today():
        raise RuleViolation(_l("The last day of the partnership is over. Change the days first."))


def every_case_decided(partnership, actor):
    """Screening has come to an end for every partner."""
    if not deciding.is_screened(partnership):
        raise RuleViolation(_l("The screening of a partner is not decided yet."))


def took_no_part(partnership, actor):
    """Whoever touched it or a case of a partner cannot decide (product 1)."""
    if actor.id in deciding.hands(partnership):
        raise RuleViolation(_l("You took part in this, so somebody else has to decide on it."))


def decider_of_the_route(partnership, actor):
    """Who decides follows from the riskiest case."""
    if not deciding.is_decider(partnership, actor):
        raise RuleViolation(
            _l("By the rating of the partners, somebody else decides on this partnership.")
        )


def no_partner_refused(partnership, actor):
    """A partner that may not go ahead makes an acceptance impossible."""
    if deciding.is_barred(partnership):
        raise RuleViolation(
            _l("A partner may not go ahead by its screening, so this cannot be accepted.")
        )


def not_begun_in_time(partnership, actor):
    """It had its days to begin."""
    if not queries.is_late_to_begin(partnership):
        raise RuleViolation(_l("There is still time to begin."))


def its_last_day_is_over(partnership, actor):
    """It ran to its end."""
    if partnership.to_day >= today():
        raise RuleViolation(_l("The partnership is not over yet."))


SUBMIT = Transition(
    "submit_partnership",
    P.DRAFT,
    P.SUBMITTED,
    Partnerships.SUBMIT,
    every_partner_confirmed,
    still_ahead,
)
WITHDRAW = Transition(
    "withdraw_partnership",
    {P.SUBMITTED, P.SCREENED, P.RECOMMENDED, P.DECIDED},
    P.WITHDRAWN,
    Partnerships.SUBMIT,
)
SCREEN = Transition("note_screened", P.SUBMITTED, P.SCREENED, Partnerships.MOVE, every_case_decided)
RECOMMEND = Transition(
    "recommend_partnership",
    P.SCREENED,
    P.RECOMMENDED,
    Partnerships.HANDLE,
    every_case_decided,
)
ACCEPT = Transition(
    "decide_partnership",
    P.RECOMMENDED,
    P.DECIDED,
    Partnerships.DECIDE,
    took_no_part,
    decider_of_the_route,
    every_case_decided,
    no_partner_refused,
)
REFUSE = Transition(
    "decide_partnership",
    P.RECOMMENDED,
    P.REFUSED,
    Partnerships.DECIDE,
    took_no_part,
    decider_of_the_route,
)
BEGIN = Transition(
    "begin_partnership", P.DECIDED, P.ACTIVE, Partnerships.HANDLE, still_ahead, every_case_decided
)
EXPIRE = Transition(
    "expire_partnership", P.DECIDED, P.EXPIRED, Partnerships.MOVE, not_begun_in_time
)
ASK_END_REPORT = Transition(
    "ask_end_report", P.ACTIVE, P.REPORTING, Partnerships.MOVE, its_last_day_is_over
)
END = Transition("end_partnership", {P.ACTIVE, P.REPORTING}, P.ENDED, Partnerships.HANDLE)
COMPLETE = Transition("accept_report", P.REPORTING, P.COMPLETED, Partnerships.HANDLE)

partnership_workflow = Workflow(
    SUBMIT,
    WITHDRAW,
    SCREEN,
    RECOMMEND,
    ACCEPT,
    REFUSE,
    BEGIN,
    EXPIRE,
    ASK_END_REPORT,
    END,
    COMPLETE,
)

LOOK = Transition("look_into_complaint", C.RECEIVED, C.LOOKED_INTO, Complaints.HANDLE)
ANSWER = Transition("answer_complaint", C.LOOKED_INTO, C.ANSWERED, Complaints.HANDLE)
CLOSE_COMPLAINT = Transition("close_complaint", C.ANSWERED, C.CLOSED, Complaints.HANDLE)

complaint_workflow = Workflow(LOOK, ANSWER, CLOSE_COMPLAINT)
