"""Pages of accreditation: the applicant's, the desk's, the approver's, the public verification."""

from engagement.accreditation.views import (  # noqa: F401
    applicant,
    assignment,
    by_post,
    calendar,
    certified,
    clarification,
    clock,
    completeness,
    decision,
    declaration,
    document_pages,
    documents,
    eligibility,
    evidence,
    letters,
    messages,
    of_organization,
    own_steps,
    people,
    queue,
    reconsideration,
    record_by_hand,
    recording,
    review,
    screening,
    sections,
    tags,
    verify,
)
from engagement.accreditation.views.blueprint import bp, verification

__all__ = ["bp", "verification"]
