"""When a claim may move, and where to.

    opened —prove→ proved —check→ checked —confirm→ waiting —time over→ granted
                                     └──────object──────┘→ objected —resume→ checked
    refuse from proved on, withdraw and lapse from everywhere before the end

A recovery, which staff open with a letter on file, begins as checked.
"""

from flask_babel import lazy_gettext as _l

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.organizations.models import OPEN_CLAIM
from engagement.organizations.models import ClaimState as State
from engagement.organizations.permissions import Organizations as May
from engagement.organizations.queries.claims import speaks_for_itself


def nobody_leads(claim, actor):
    """An organization that somebody leads speaks for itself."""
    if speaks_for_itself(claim):
        raise RuleViolation(
            _l("Somebody leads this organization. Its focal points invite their colleagues.")
        )


def second_person(claim, actor):
    """Two members of staff stand behind it (product 2); a CHECK says so, too."""
    if claim.checked_by_id == actor.id:
        raise RuleViolation(_l("You checked this claim, so somebody else has to confirm it."))


def time_to_object_over(claim, actor):
    """Those who know the organization have had the time that they were told."""
    if claim.objections_until is None or now() < claim.objections_until:
        raise RuleViolation(_l("The time to object is not over yet."))


PROVE = Transition("prove_claim", State.OPENED, State.PROVED, May.FOLLOW_CLAIM, nobody_leads)
CHECK = Transition("check_claim", State.PROVED, State.CHECKED, May.HANDLE_CLAIM, nobody_leads)
CONFIRM = Transition(
    "confirm_claim",
    State.CHECKED,
    State.WAITING,
    May.HANDLE_CLAIM,
    nobody_leads,
    second_person,
)
OBJECT = Transition(
    "object_to_claim", {State.CHECKED, State.WAITING}, State.OBJECTED, May.MOVE_CLAIM
)
RESUME = Transition("resume_claim", State.OBJECTED, State.CHECKED, May.HANDLE_CLAIM, nobody_leads)
REFUSE = Transition(
    "refuse_claim",
    {State.PROVED, State.CHECKED, State.WAITING, State.OBJECTED},
    State.REFUSED,
    May.HANDLE_CLAIM,
)
WITHDRAW = Transition("withdraw_claim", set(OPEN_CLAIM), State.WITHDRAWN, May.FOLLOW_CLAIM)
REOPEN = Transition("effect_claim", State.WAITING, State.PROVED, May.MOVE_CLAIM)
"""One of the two may not handle it any more: two others look at it."""
GRANT = Transition(
    "effect_claim",
    State.WAITING,
    State.GRANTED,
    May.MOVE_CLAIM,
    nobody_leads,
    time_to_object_over,
)
EXPIRE = Transition("expire_claim", set(OPEN_CLAIM), State.EXPIRED, May.MOVE_CLAIM)

workflow = Workflow(PROVE, CHECK, CONFIRM, OBJECT, RESUME, REFUSE, WITHDRAW, REOPEN, GRANT, EXPIRE)
