"""What ages of the packages below, which know no settings: form receipts, the log of reads."""

from sqlalchemy import delete

from engagement.audit.models import ReadEvent
from engagement.core.once import FormReceipt
from engagement.core.retention import declare
from engagement.jobs import settings

declare(
    "core.form_receipts",
    settings.keep_receipts_days,
    lambda limit: delete(FormReceipt).where(FormReceipt.taken_at <= limit),
)
declare(
    "audit.reads",
    settings.keep_reads_days,
    lambda limit: delete(ReadEvent).where(ReadEvent.read_at <= limit),
)
