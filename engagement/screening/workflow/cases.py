"""When a screening case may move, and where to; drawn in the package's docstring."""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.screening import routes
from engagement.screening.models import CaseState as State
from engagement.screening.models import ScreeningCase
from engagement.screening.permissions.risk import Cases as May
from engagement.screening.permissions.risk import Replies
from engagement.screening.queries import coverage, deciding, facts, tables
from engagement.screening.queries.cases import (
    NOT_OVER,
    pending_rating,
    rating_in_force,
    took_part,
)
from engagement.screening.rating import rate
from engagement.screening.routes import RouteStep
from engagement.screening.sources import Track


def matches_decided(case: ScreeningCase, actor) -> None:
    """No rating while somebody may still be on a list, or before anybody could look."""
    if facts.matched(case).open:
        raise RuleViolation(
            _l("A match of this organization is open. Have it decided before you rate the case.")
        )
    why = coverage.why_not_rated(case.organization, Track(case.track))
    if why is not None:
        raise RuleViolation(why)


def four_eyes(case: ScreeningCase, actor) -> None:
    """Whoever took part in a case cannot decide on it; a trigger says so, too."""
    if took_part(case, actor.id):
        raise RuleViolation(_l("You took part in this case, so somebody else has to decide on it."))


def by_its_route(case: ScreeningCase, actor) -> None:
    """The route of its risk says who decides (product 4.3)."""
    if not deciding.is_decider(actor, case):
        raise RuleViolation(
            _l("At this level of risk somebody else decides: see the route on the case's page.")
        )


def nothing_missing(case: ScreeningCase, actor) -> None:
    """What the route asks for before the decision was given."""
    if deciding.missing_before_decision(case):
        raise RuleViolation(
            _l("The route asks for a second review or for legal advice first. Wait until it is in.")
        )


def nothing_pending(case: ScreeningCase, actor) -> None:
    """A lower rating that waits for a second person is settled first."""
    if pending_rating(case) is not None:
        raise RuleViolation(
            _l("A lower rating waits for a second person. It has to be confirmed or refused first.")
        )


def nothing_worse_known(case: ScreeningCase, actor) -> None:
    """What became known after the rating is rated first."""
    matches_decided(case, actor)
    held = rating_in_force(case)
    known = rate(facts.gathered(case), tables.tables()).level
    if held is not None and known.rank > held.computed.rank:
        raise RuleViolation(
            _l(
                "Since the rating something became known that weighs more. Take the case back and"
                " rate it again."
            )
        )


def committee_votes(case: ScreeningCase, actor) -> None:
    """The committee decides only what its route gives it."""
    if routes.decider(deciding.who_decides(case)) is not RouteStep.COMMITTEE:
        raise RuleViolation(_l("At this level of risk the committee does not decide."))


ASSESS = Transition("assess_case", State.OPEN, State.ASSESSED, May.HANDLE)
ASK = Transition("ask_for_reply", {State.ASSESSED, State.REPLIED}, State.ASKED, May.HANDLE)
ANSWER = Transition("answer_reply", State.ASKED, State.REPLIED, Replies.ANSWER)
RECORD_LETTER = Transition("record_letter", State.ASKED, State.REPLIED, May.HANDLE)
END = Transition("end_reply", State.ASKED, State.REPLIED, May.MOVE)
RATE = Transition(
    "rate_case", {State.ASSESSED, State.REPLIED}, State.RATED, May.HANDLE, matches_decided
)
STOP = Transition(
    "rate_case", {State.ASSESSED, State.REPLIED}, State.STOPPED, May.HANDLE, matches_decided
)
DECIDE = Transition(
    "decide_case",
    State.RATED,
    State.DECIDED,
    May.DECIDE,
    by_its_route,
    four_eyes,
    nothing_missing,
    nothing_pending,
    nothing_worse_known,
)
COMMITTEE_DECIDES = Transition(
    "record_vote",
    State.RATED,
    State.DECIDED,
    May.RECORD_VOTE,
    committee_votes,
    nothing_missing,
    nothing_pending,
    nothing_worse_known,
)
CONFIRM_STOP = Transition("record_vote", State.STOPPED, State.DECIDED, May.RECORD_VOTE)
LIFT_STOP = Transition("record_vote", State.STOPPED, State.OPEN, May.RECORD_VOTE)
TAKE_BACK = Transition(
    "take_back_case",
    {State.ASSESSED, State.REPLIED, State.RATED},
    State.OPEN,
    May.HANDLE,
    nothing_pending,
)
REOPEN = Transition("reopen_case", {State.DECIDED, State.STOPPED}, State.OPEN, May.REOPEN)
CLOSE = Transition("close_case", set(NOT_OVER), State.CLOSED, May.OPEN)

workflow = Workflow(
    ASSESS,
    ASK,
    ANSWER,
    RECORD_LETTER,
    END,
    RATE,
    STOP,
    DECIDE,
    COMMITTEE_DECIDES,
    CONFIRM_STOP,
    LIFT_STOP,
    TAKE_BACK,
    REOPEN,
    CLOSE,
)
