"""What encouraging holds about people: addresses for one mail, and who recorded what."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.outreach import settings
from engagement.outreach.models import FollowUp, OutreachNote, OutreachRecord

register(
    FollowUp,
    _l("Addresses left at the eligibility checker for one mail"),
    columns=("language", "result", "apply_from", "write_on", "consent_version", "asked_at"),
    secret=("email", "email_key", "token_hash", "mail_token_hash"),
    data_class=DataClass.CONTACT,
    purpose=_l("To write once to who asked for it, when the organization can apply."),
    retention=kept_for(settings.keep_follow_ups_days),
    at_erasure=AtErasure.ERASED,
)
register_acts(OutreachRecord, "author_id")
register_acts(OutreachNote, "author_id")
