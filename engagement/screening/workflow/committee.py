"""When a meeting of the partnership committee may move, and where to."""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.screening.models import MeetingState as M
from engagement.screening.permissions.committee import Committee
from engagement.screening.queries import committee, voting


def chair_is_there(meeting, actor):
    """A meeting is opened by its chair, who has to be among those present."""
    if meeting.chair_id not in voting.present_ids(meeting):
        raise RuleViolation(
            _l("The chair is not noted as present. Note who is present, or choose another chair.")
        )


def every_item_concluded(meeting, actor):
    """Nothing is left open: what was not dealt with is postponed."""
    if any(item.result is None for item in committee.all_items(meeting)):
        raise RuleViolation(
            _l("An item has no result yet. Record its result, or postpone it, and close then.")
        )


def chair_kept_from_no_item(meeting, actor):
    """Minutes are approved by somebody who may read all of them."""
    if any(item.organization_id in actor.conflicts for item in committee.all_items(meeting)):
        raise RuleViolation(
            _l(
                "You were recused from an item, so you cannot approve these minutes. The secretary"
                " can name another member who was present."
            )
        )


OPEN = Transition("open_meeting", M.PLANNED, M.OPEN, Committee.KEEP, chair_is_there)
CLOSE = Transition("close_meeting", M.OPEN, M.CLOSED, Committee.KEEP, every_item_concluded)
CANCEL = Transition("cancel_meeting", M.PLANNED, M.CANCELLED, Committee.KEEP)
APPROVE = Transition(
    "approve_minutes", M.CLOSED, M.APPROVED, Committee.APPROVE, chair_kept_from_no_item
)

meeting_workflow = Workflow(OPEN, CLOSE, CANCEL, APPROVE)
