"""What accreditation holds about people: who did what in a case."""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import settings
from engagement.accreditation.models import (
    Application,
    ApplicationDocument,
    ApplicationHand,
    ApplicationSnapshot,
    CaseMessage,
    CertifiedCopy,
    CheckedPart,
    ClarificationRound,
    Decision,
    Deputy,
    Finding,
    InternalNote,
    Recommendation,
    Reconsideration,
    RecordedLine,
    Recording,
    ReturnForCompletion,
    RoundJustification,
    RoundRequest,
    SentBack,
)
from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for

register(
    ApplicationSnapshot,
    _l("Applications you declared to be true and sent"),
    person=("submitted_by_id",),
    columns=("application_id", "submitted_at", "declared_name"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know who answers for what an organization sent."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register(
    RecordedLine,
    _l("Lines of lists of members, as other offices kept them"),
    secret=("cells", "entry"),
    data_class=DataClass.CONTACT,
    purpose=_l("To record accreditations that were granted before the platform."),
    retention=kept_for(settings.keep_lists_days),
    at_erasure=AtErasure.KEPT,
)
register_acts(Recording, "entered_by_id", "confirmed_by_id", "ended_by_id")
register_acts(Application, "started_by_id", "reviewer_id", "second_reviewer_id")
register_acts(ApplicationDocument, "removed_by_id")
register_acts(ApplicationHand, "person_id")
register_acts(CaseMessage, "author_id")
register_acts(CertifiedCopy, "recorded_by_id")
register_acts(CheckedPart, "checked_by_id")
register_acts(ClarificationRound, "asked_by_id", "saved_by_id")
register_acts(Decision, "decided_by_id")
register_acts(Deputy, "person_id", "deputy_id", "named_by_id")
register_acts(Finding, "reviewer_id")
register_acts(InternalNote, "author_id")
register_acts(Recommendation, "reviewer_id")
register_acts(Reconsideration, "asked_by_id")
register_acts(ReturnForCompletion, "returned_by_id")
register_acts(RoundJustification, "justified_by_id")
register_acts(RoundRequest, "requested_by_id")
register_acts(SentBack, "sent_back_by_id")
