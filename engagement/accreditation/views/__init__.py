"""Pages of accreditation: the applicant's, the desk's, the approver's, the public verification."""

from engagement.accreditation.views import applicant, decision, desk, tags, verify  # noqa: F401
from engagement.accreditation.views.blueprint import bp, verification

__all__ = ["bp", "verification"]
