"""What accreditations hold about people: who did what."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.standing.models import (
    BatchItem,
    Brake,
    Change,
    Correction,
    Merger,
    Proceeding,
    Report,
    Sending,
)

register(
    Report,
    _l("Quadrennial reports you declared to be true and sent"),
    person=("submitted_by_id",),
    columns=("accreditation_id", "submitted_at", "declared_name"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know who answers for what an organization reports."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register(
    Sending,
    _l("Reports and answers as you sent them"),
    person=("sent_by_id",),
    columns=("sent_at", "content"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know what an organization said before something was decided."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register_acts(Report, "saved_by_id", "checked_by_id")
register_acts(
    Proceeding,
    "noticed_by_id",
    "answered_by_id",
    "decided_by_id",
    "reconsider_asked_by_id",
    "reconsidered_by_id",
    "ended_by_id",
)
register_acts(Change, "asked_by_id", "checked_by_id", "undone_by_id")
register_acts(Correction, "proposed_by_id", "decided_by_id")
register_acts(Merger, "proposed_by_id", "decided_by_id", "undone_by_id")
register_acts(BatchItem, "decided_by_id")
register_acts(Brake, "pulled_by_id", "released_by_id")
