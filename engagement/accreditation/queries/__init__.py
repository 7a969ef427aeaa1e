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
    get_decision,
    pending_decision,
    recommendation_of,
)
from engagement.accreditation.queries.findings import findings_of, unjudged_criteria

__all__ = [
    "accreditation_by_number",
    "accreditation_by_token",
    "applications_of",
    "current_track_version",
    "findings_of",
    "get_application",
    "get_decision",
    "handled_by",
    "missing_sections",
    "open_application",
    "pending_decision",
    "recommendation_of",
    "sections_of",
    "track_of",
    "unjudged_criteria",
    "visible_to",
]
