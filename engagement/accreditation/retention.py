"""What of accreditation ages: lines of lists of members, once nothing comes of them any more."""

from sqlalchemy import delete, select

from engagement.accreditation import settings
from engagement.accreditation.models import RecordedLine, Recording
from engagement.core.retention import declare

declare(
    "accreditation.lists",
    settings.keep_lists_days,
    lambda limit: delete(RecordedLine).where(
        RecordedLine.recording_id.in_(
            select(Recording.id).where(Recording.ended_at.is_not(None), Recording.ended_at <= limit)
        )
    ),
)
