"""Where everybody reads a meeting or a decision: in the list of its body, at its own line."""

import uuid

from engagement.bodies import queries
from engagement.bodies.models import BodyDecision, Meeting
from engagement.core import subjects
from engagement.core.text import text_in
from engagement.web.i18n import language

MEETINGS, DECISIONS = "bodies.list_meetings", "bodies.list_decisions"


def page_of_meeting(meeting: Meeting) -> subjects.PublicPage | None:
    """Its line in the list of meetings; none for one that was removed."""
    if meeting.removed_at is not None:
        return None
    values = {"body": meeting.body.value, "_anchor": f"meeting-{meeting.id}"}
    return subjects.PublicPage(text_in(meeting.title, language())[0], MEETINGS, values)


def page_of_decision(decision: BodyDecision) -> subjects.PublicPage | None:
    """Its line in the list of decisions; none for one that was removed."""
    if decision.removed_at is not None:
        return None
    values = {"body": decision.body.value, "_anchor": f"decision-{decision.id}"}
    label = f"{decision.symbol} {text_in(decision.title, language())[0]}"
    return subjects.PublicPage(label, DECISIONS, values)


def _named(fragment: str, kind: str) -> uuid.UUID | None:
    """The id in the fragment `kind-id`, or None."""
    begin, _dash, written = fragment.partition("-")
    try:
        return uuid.UUID(written) if begin == kind else None
    except ValueError:
        return None


def meeting_at(_values, fragment: str) -> Meeting | None:
    """The meeting whose line an address opens."""
    meeting_id = _named(fragment, "meeting")
    return queries.get_meeting(meeting_id) if meeting_id else None


def decision_at(_values, fragment: str) -> BodyDecision | None:
    """The decision whose line an address opens."""
    decision_id = _named(fragment, "decision")
    return queries.get_decision(decision_id) if decision_id else None


subjects.publish(Meeting, endpoint=MEETINGS, page=page_of_meeting, found=meeting_at)
subjects.publish(BodyDecision, endpoint=DECISIONS, page=page_of_decision, found=decision_at)
