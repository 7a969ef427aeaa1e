"""When a report, a proceeding, a change, a correction may move, and where to."""

from flask_babel import lazy_gettext as _l

from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.standing.models import (
    ENDINGS,
    ChangeState,
    CorrectionState,
    MergerState,
    ProceedingState,
    ReportState,
)
from engagement.standing.permissions import Standings as May
from engagement.standing.queries import accreditations, proceedings, reports

R, P, C, M = ReportState, ProceedingState, ChangeState, MergerState


def whole(report, actor):
    """Everything that a report has to say is there, and a paper with it."""
    if reports.missing_parts(report):
        raise RuleViolation(
            _l("The report is not complete yet. Say or send first what is missing.")
        )


def heard(proceeding, actor):
    """Nothing is decided before the organization has answered, or its time is over."""
    if not proceedings.can_be_decided(proceeding):
        raise RuleViolation(
            _l(
                "The organization can still answer. You can decide when it has, or after its last"
                " day."
            )
        )


def posted(proceeding, actor):
    """Whom nobody can mail is told by post: nothing is decided while the letter lies here."""
    if proceedings.waits_to_be_posted(proceeding):
        raise RuleViolation(
            _l(
                "Post the notice first, and note on which day: the organization's time to answer"
                " begins on that day. It is among the letters to print and post."
            )
        )


def no_report_waits(proceeding, actor):
    """What was missing has come: it is checked before anything is done because it is missing."""
    if proceedings.waits_for_report(proceeding):
        raise RuleViolation(
            _l(
                "A report has come since. Check it first: if it is accepted, this ends by itself."
                " If it was returned, wait until its days are over."
            )
        )


def took_no_part(record, actor):
    """Whoever touched a case cannot decide on it (product 1)."""
    if actor.id in record.hands:
        raise RuleViolation(_l("You took part in this, so somebody else has to decide on it."))


def within_the_time_to_ask(proceeding, actor):
    """Reconsideration is open as for refusals, once, until the day that the letter named."""
    if not proceedings.may_ask_reconsideration(proceeding):
        raise RuleViolation(
            _l(
                "Reconsideration was asked for before, or the time to ask, which the letter named,"
                " is over."
            )
        )


def nothing_else_under_way(proceeding, actor):
    """Of one accreditation one thing at a time is asked and answered."""
    other = accreditations.open_proceeding(proceeding.accreditation)
    if other is not None and other.id != proceeding.id:
        raise RuleViolation(
            _l(
                "Another measure is considered at present. Say in your answer to that notice what"
                " should be looked at again in this one, too."
            )
        )


def evidenced(change, actor):
    """A change is asked for with a paper that shows it, where there can be one."""
    if change.kind.needs_paper and not reports.papers_of(change):
        raise RuleViolation(_l("Send a paper that shows this first, for example the decree."))


def still_ended(change, actor):
    """Only an ending is undone, and only while it is what the register shows."""
    period = change.accreditation.periods[-1]
    if change.kind not in ENDINGS or period.reason_code != change.kind:
        raise RuleViolation(
            _l("The accreditation does not end by this request, so there is nothing to undo.")
        )


def its_day_has_come(proceeding, actor):
    """What was decided for a day is not carried out before it."""
    if proceeding.effective_on is None or proceeding.effective_on > today():
        raise RuleViolation(_l("The day of this measure has not come."))


SEND = Transition("send_report", {R.OPEN, R.RETURNED}, R.SUBMITTED, May.SEND_REPORT, whole)
RETURN = Transition("return_report", R.SUBMITTED, R.RETURNED, May.CHECK_REPORT, took_no_part)
ACCEPT = Transition("accept_report", R.SUBMITTED, R.ACCEPTED, May.CHECK_REPORT, took_no_part)

report_workflow = Workflow(SEND, RETURN, ACCEPT)

ANSWER = Transition("answer_notice", P.NOTICED, P.NOTICED, May.ANSWER)
DECIDE = Transition(
    "decide_proceeding",
    P.NOTICED,
    P.DECIDED,
    May.DECIDE,
    took_no_part,
    posted,
    heard,
    no_report_waits,
)
DROP = Transition("drop_proceeding", {P.NOTICED, P.DECIDED}, P.DROPPED, May.DROP)
EFFECT = Transition(
    "effect_proceeding", P.DECIDED, P.IN_EFFECT, May.EFFECT, its_day_has_come, no_report_waits
)
ASK = Transition(
    "ask_reconsideration",
    {P.DECIDED, P.IN_EFFECT},
    P.RECONSIDERATION,
    May.ANSWER,
    within_the_time_to_ask,
    nothing_else_under_way,
)
UPHOLD = Transition(
    "decide_reconsideration", P.RECONSIDERATION, P.IN_EFFECT, May.RECONSIDER, took_no_part
)
UPHOLD_BEFORE_EFFECT = Transition(
    "decide_reconsideration", P.RECONSIDERATION, P.DECIDED, May.RECONSIDER, took_no_part
)
OVERTURN = Transition(
    "decide_reconsideration", P.RECONSIDERATION, P.OVERTURNED, May.RECONSIDER, took_no_part
)
LIFT = Transition("lift_suspension", P.IN_EFFECT, P.OVER, May.LIFT)
SETTLE = Transition("settle_proceeding", {P.NOTICED, P.DECIDED}, P.DROPPED, May.EFFECT)
"""The cause is gone: the report was accepted, or the accreditation ended otherwise."""
SETTLE_IN_EFFECT = Transition(
    "settle_proceeding", {P.IN_EFFECT, P.RECONSIDERATION}, P.OVER, May.EFFECT
)
RESUME = Transition("resume_suspension", P.OVER, P.IN_EFFECT, May.EFFECT)
"""What had ended it was undone: a withdrawal was overturned, or a merger undone."""
RESUME_RECONSIDERATION = Transition("resume_suspension", P.OVER, P.RECONSIDERATION, May.EFFECT)

proceeding_workflow = Workflow(
    ANSWER,
    DECIDE,
    DROP,
    EFFECT,
    ASK,
    UPHOLD,
    UPHOLD_BEFORE_EFFECT,
    OVERTURN,
    LIFT,
    SETTLE,
    SETTLE_IN_EFFECT,
    RESUME,
    RESUME_RECONSIDERATION,
)

SEND_CHANGE = Transition("send_change", C.OPEN, C.SUBMITTED, May.ASK_CHANGE, evidenced)
ACCEPT_CHANGE = Transition("accept_change", C.SUBMITTED, C.ACCEPTED, May.CHECK_CHANGE, took_no_part)
REFUSE_CHANGE = Transition("refuse_change", C.SUBMITTED, C.REFUSED, May.CHECK_CHANGE, took_no_part)
WITHDRAW_CHANGE = Transition("withdraw_change", {C.OPEN, C.SUBMITTED}, C.WITHDRAWN, May.ASK_CHANGE)
UNDO_ENDING = Transition("undo_ending", C.ACCEPTED, C.UNDONE, May.UNDO_ENDING, still_ended)

CARRY_OUT = Transition(
    "carry_out_merger", M.PROPOSED, M.CARRIED_OUT, May.DECIDE_MERGER, took_no_part
)
DROP_MERGER = Transition("drop_merger", M.PROPOSED, M.DROPPED, May.DECIDE_MERGER)
UNDO_MERGER = Transition("undo_merger", M.CARRIED_OUT, M.UNDONE, May.DECIDE_MERGER)

merger_workflow = Workflow(CARRY_OUT, DROP_MERGER, UNDO_MERGER)

change_workflow = Workflow(SEND_CHANGE, ACCEPT_CHANGE, REFUSE_CHANGE, WITHDRAW_CHANGE, UNDO_ENDING)

CONFIRM_CORRECTION = Transition(
    "confirm_correction",
    CorrectionState.PROPOSED,
    CorrectionState.CONFIRMED,
    May.DECIDE_CORRECTION,
    took_no_part,
)
DROP_CORRECTION = Transition(
    "drop_correction", CorrectionState.PROPOSED, CorrectionState.DROPPED, May.DECIDE_CORRECTION
)

correction_workflow = Workflow(CONFIRM_CORRECTION, DROP_CORRECTION)
