"""When a progress update may move, and where to."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.models import EDITABLE
from engagement.action_plan.models import UpdateState as State
from engagement.action_plan.permissions import ActionPlan as May
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.documents.models import Scan


def four_eyes(update, actor):
    """Whoever wrote an update is not its second reader; a CHECK says so, too."""
    if update.author_id == actor.id:
        raise RuleViolation(_l("You wrote this update, so another programme officer reads it."))


def no_harmful_file(update, actor):
    """Nothing goes to readers in which harmful software was found."""
    if any(file.document.scan == Scan.INFECTED for file in update.files):
        raise RuleViolation(_l("Harmful software was found in a file. Remove the file first."))


SUBMIT = Transition("submit_update", EDITABLE, State.SUBMITTED, May.EDIT, no_harmful_file)
RETURN = Transition("return_update", State.SUBMITTED, State.RETURNED, May.PUBLISH, four_eyes)
TAKE_BACK = Transition("take_back_update", State.SUBMITTED, State.RETURNED, May.EDIT)
PUBLISH = Transition(
    "publish_update",
    State.SUBMITTED,
    State.PUBLISHED,
    May.PUBLISH,
    four_eyes,
    no_harmful_file,
)
WITHDRAW = Transition("withdraw_update", State.PUBLISHED, State.WITHDRAWN, May.WITHDRAW)

workflow = Workflow(SUBMIT, RETURN, TAKE_BACK, PUBLISH, WITHDRAW)
