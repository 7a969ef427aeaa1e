"""What the register holds about people: who reported something, and who checked what."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.directory import settings
from engagement.directory.models import EntryCheck, EntryReport

register(
    EntryReport,
    _l("Reports about entries of the register, with an address where an answer is wanted"),
    columns=("reference", "kind", "text", "reporter_email", "received_at"),
    data_class=DataClass.CONTACT,
    purpose=_l("To put the entry right, and to answer."),
    retention=kept_for(settings.keep_reports_days),
    at_erasure=AtErasure.ERASED,
)
register_acts(EntryReport, "done_by_id")
register_acts(EntryCheck, "checked_by_id")
