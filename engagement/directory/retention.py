"""What of the register ages: reports about entries, once they are answered or closed."""

from sqlalchemy import delete

from engagement.core.retention import declare
from engagement.directory import settings
from engagement.directory.models import EntryReport

declare(
    "directory.reports",
    settings.keep_reports_days,
    lambda limit: delete(EntryReport).where(EntryReport.done_at <= limit),
)
