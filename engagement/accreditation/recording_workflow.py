"""When a run of accreditations granted before the platform may move, and where to.

checking —check→ checked —hand over→ waiting —confirm→ confirmed —write→ recorded
who entered it may discard it before it is confirmed; the second person may refuse it
"""

from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import RecordingState as State
from engagement.accreditation.permissions import Accreditations as May
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow


def second_person(recording, actor):
    """Nothing that one person alone has seen gets into the register; a CHECK says so, too."""
    if recording.entered_by_id == actor.id:
        raise RuleViolation(_l("You entered this, so somebody else has to confirm it."))


def ones_own_while_it_waits(recording, actor):
    """Whoever is asked to confirm refuses with a reason instead."""
    if recording.state == State.WAITING and recording.entered_by_id != actor.id:
        raise RuleViolation(_l("Say why it is not confirmed."))


CHECK = Transition("check_recording", State.CHECKING, State.CHECKED, May.MOVE_RUN)
HAND_OVER = Transition("hand_over_recording", State.CHECKED, State.WAITING, May.RECORD_RUN)
DISCARD = Transition(
    "discard_recording",
    {State.CHECKED, State.WAITING},
    State.DISCARDED,
    May.RECORD_RUN,
    ones_own_while_it_waits,
)
REFUSE = Transition("refuse_recording", State.WAITING, State.REFUSED, May.RECORD_RUN, second_person)
CONFIRM = Transition(
    "confirm_recording", State.WAITING, State.CONFIRMED, May.RECORD_RUN, second_person
)
WRITE = Transition("write_recording", State.CONFIRMED, State.RECORDED, May.MOVE_RUN)

recording_workflow = Workflow(CHECK, HAND_OVER, DISCARD, REFUSE, CONFIRM, WRITE)
