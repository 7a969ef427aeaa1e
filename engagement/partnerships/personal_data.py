"""What partnerships hold about people: who did what, and who complained."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.partnerships import settings
from engagement.partnerships.models import (
    BusinessMeeting,
    Complaint,
    Partner,
    Partnership,
    PartnershipHand,
    PartnershipReport,
)

register_acts(Partnership, "proposed_by_id", "recommended_by_id", "decided_by_id")
register_acts(Partner, "confirmed_by_id")
register_acts(PartnershipHand, "person_id")
register_acts(PartnershipReport, "sent_by_id", "accepted_by_id")
register_acts(BusinessMeeting, "author_id", "removed_by_id")
register_acts(Complaint, "taken_by_id", "answered_by_id")
register(
    Complaint,
    _l("Complaints about partnerships, with an address where an answer is wanted"),
    columns=("reference", "text", "email", "received_at", "answer"),
    secret=("token_hash",),
    data_class=DataClass.CONTACT,
    purpose=_l("To look into what was complained about, and to answer."),
    retention=kept_for(settings.keep_complaints_days),
    at_erasure=AtErasure.ERASED,
)
