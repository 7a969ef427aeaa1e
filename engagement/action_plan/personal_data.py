"""What the action plan holds about people: who wrote, read, withdrew and linked."""

from engagement.action_plan.models import ActionLink, ProgressUpdate
from engagement.core.personal_data import register_acts

register_acts(ProgressUpdate, "author_id", "reader_id", "withdrawn_by_id")
register_acts(ActionLink, "linked_by_id", "ended_by_id")
