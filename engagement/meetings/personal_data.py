"""What meetings hold about people."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.meetings import settings
from engagement.meetings.models import (
    ChangeRequest,
    Delegation,
    DocumentVersion,
    Manual,
    ManualVersion,
    Meeting,
    MeetingDocument,
    MeetingStatement,
    Registration,
    StatementCosigner,
)

register(
    Registration,
    _l("Your registrations for meetings"),
    person=("person_id",),
    columns=(
        "reference",
        "state",
        "name",
        "email",
        "language",
        "country",
        "represents",
        "relation",
        "position",
        "function",
        "mode",
        "age_band",
        "gender",
        "first_time",
        "listed",
        "answers",
        "created_at",
        "submitted_at",
        "confirmed_at",
        "ended_at",
        "end_reason",
        "refusal",
    ),
    secret=("email_key",),
    data_class=DataClass.CONTENT,
    purpose=_l("To let you take part in a meeting, and to count who took part."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    ChangeRequest,
    _l("Changes of registrations that were asked for"),
    person=("asked_by_id",),
    columns=("before", "after", "reason", "asked_at", "state", "refusal"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know who comes in whose place."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register_acts(Registration, "nominated_by_id", "invited_by_id", "approved_by_id")
register_acts(ChangeRequest, "decided_by_id")
register_acts(Meeting, "created_by_id")
register_acts(Manual, "created_by_id")
register_acts(ManualVersion, "written_by_id", "published_by_id")
register_acts(Delegation, "note_sent_by_id", "note_checked_by_id", "credentials_by_id")
register_acts(MeetingDocument, "created_by_id")
register_acts(DocumentVersion, "uploaded_by_id", "published_by_id")
register_acts(MeetingStatement, "created_by_id", "decided_by_id", "disposed_by_id")
register_acts(StatementCosigner, "asked_by_id", "answered_by_id")
