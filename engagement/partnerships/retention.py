"""What of partnerships ages: complaints, once they are closed."""

from sqlalchemy import delete

from engagement.core.retention import declare
from engagement.partnerships import settings
from engagement.partnerships.models import Complaint

declare(
    "partnerships.complaints",
    settings.keep_complaints_days,
    lambda limit: delete(Complaint).where(Complaint.closed_at <= limit),
)
