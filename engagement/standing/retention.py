"""What ages here: issued lists of statuses; the one that is published stays."""

from sqlalchemy import delete, select
from sqlalchemy.orm import aliased

from engagement.core.retention import declare
from engagement.standing import settings
from engagement.standing.models.status_list import StatusListIssue

_later = aliased(StatusListIssue)

declare(
    "standing.status_lists",
    settings.keep_lists_days,
    lambda limit: delete(StatusListIssue).where(
        StatusListIssue.issued_at <= limit,
        select(_later.id).where(_later.issued_at > StatusListIssue.issued_at).exists(),
    ),
)
