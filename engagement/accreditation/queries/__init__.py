"""Reading accreditation: own and staff lists, what is missing, what is pending."""

from engagement.accreditation.queries.applications import (
    applications_of,
    current_track_version,
    get_application,
    handled_by,
    missing_sections,
    open_application,
    sections_of,
    track_of,
    visible_to,
)
from engagement.accreditation.queries.decisions import (
    accreditation_by_number,
    accreditation_by_token,
    accreditation_of,
    decisions_due,
    get_decision,
    pending_decision,
    period_on,
    recommendation_of,
)
from engagement.accreditation.queries.desk import (
    LANES,
    QUEUE_ORDER,
    lane,
    lane_counts,
    pending_decision_seen_by,
    pending_decisions,
    queue,
    to_decide,
)
from engagement.accreditation.queries.due import due_on, time_used
from engagement.accreditation.queries.findings import findings_of, unjudged_criteria

__all__ = [
    "LANES",
    "QUEUE_ORDER",
    "accreditation_by_number",
    "accreditation_by_token",
    "accreditation_of",
    "applications_of",
    "current_track_version",
    "decisions_due",
    "due_on",
    "findings_of",
    "get_application",
    "get_decision",
    "handled_by",
    "lane",
    "lane_counts",
    "missing_sections",
    "open_application",
    "pending_decision",
    "pending_decision_seen_by",
    "pending_decisions",
    "period_on",
    "queue",
    "recommendation_of",
    "sections_of",
    "time_used",
    "to_decide",
    "track_of",
    "unjudged_criteria",
    "visible_to",
]
