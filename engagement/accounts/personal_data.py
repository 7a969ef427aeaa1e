"""What accounts hold about people."""

from flask_babel import lazy_gettext as _l

from engagement.accounts import settings
from engagement.accounts.models import (
    Account,
    AccountToken,
    AuditEngagement,
    ErasureRequest,
    GraveAct,
    KnownBrowser,
    SignIn,
)
from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core.once import FormReceipt
from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.jobs import settings as jobs
from engagement.mail.models import Message

register(
    Account,
    _l("Your account: name, address, languages, time zone, roles"),
    person=("id",),
    columns=(
        "name",
        "email",
        "language",
        "languages_read",
        "time_zone",
        "role_names",
        "acts_for_state",
        "created_at",
        "verified_at",
        "deactivated_at",
        "terms_version",
        "totp_confirmed_at",
    ),
    secret=(
        "email_key",
        "password_hash",
        "totp_nonce",
        "totp_next_nonce",
        "totp_last_step",
        "recovery_code_hashes",
    ),
    data_class=DataClass.CONTACT,
    purpose=_l("To let you sign in, to address you and to write to you."),
    retention=_l("Until you ask for erasure. If nobody confirms the address, for some weeks only."),
    at_erasure=AtErasure.ERASED,
)
register(
    SignIn,
    _l("Where and when you signed in"),
    person=("account_id",),
    columns=("created_at", "last_seen_at", "ended_at", "browser", "shared"),
    secret=("token_hash", "confirmed_at", "second_factor_at"),
    data_class=DataClass.ACCESS,
    purpose=_l("To let you see and end your sessions."),
    retention=kept_for(settings.keep_sign_ins_days),
    at_erasure=AtErasure.ERASED,
)
register(
    KnownBrowser,
    _l("Browsers you have signed in from"),
    person=("account_id",),
    columns=("first_seen_at",),
    secret=("key_hash",),
    data_class=DataClass.ACCESS,
    purpose=_l("To tell you by mail of a sign-in from a new browser."),
    retention=_l("Until you ask for erasure."),
    at_erasure=AtErasure.ERASED,
)
register(
    AccountToken,
    _l("Links mailed to you"),
    person=("account_id",),
    columns=("purpose", "created_at", "expires_at", "used_at"),
    secret=("token_hash", "email_key", "new_email", "name", "password_hash", "opener_hash"),
    data_class=DataClass.ACCESS,
    purpose=_l("To confirm your address and to sign you in by a link."),
    retention=kept_for(settings.keep_links_days),
    at_erasure=AtErasure.ERASED,
)
register(
    ErasureRequest,
    _l("Your requests for erasure and the answers"),
    person=("account_id",),
    columns=("asked_at", "answer", "answer_text", "answered_at"),
    data_class=DataClass.EVIDENCE,
    purpose=_l("To answer you, and to show that it was done."),
    retention=kept_for(settings.keep_requests_days),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    GraveAct,
    _l("What two administrators did with your account"),
    person=("account_id",),
    columns=("kind", "asked_at", "confirmed_at", "withdrawn_at"),
    secret=("wanted", "reason"),
    data_class=DataClass.EVIDENCE,
    purpose=_l("To show that two administrators agreed to it."),
    retention=kept_for(settings.keep_requests_days),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    AuditEngagement,
    _l("What you were engaged for as an auditor"),
    person=("account_id",),
    columns=("title", "from_day", "to_day", "cases_from", "cases_to", "opened_at", "ended_at"),
    data_class=DataClass.EVIDENCE,
    purpose=_l("To show later who could read what, and when."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.PSEUDONYM,
)
register_acts(ErasureRequest, "answered_by_id")
register_acts(GraveAct, "asked_by_id", "confirmed_by_id")
register(
    Message,
    _l("Mails sent to you"),
    person=("person_id",),
    columns=("created_at", "to", "subject", "state"),
    secret=("to_afterwards", "body_text", "body_html", "calendar"),
    data_class=DataClass.CONTENT,
    purpose=_l("To show what you were told and when."),
    retention=_l("As long as the case that they belong to. The words of others go sooner."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    AuditEvent,
    _l("What you did here, in the audit trail"),
    person=("actor_id",),
    columns=("happened_at", "action", "actor_name"),
    data_class=DataClass.EVIDENCE,
    purpose=_l("To show years later who decided what. Nobody can change it."),
    retention=_l("As long as the records that it proves."),
    at_erasure=AtErasure.KEPT,
)
register(
    ReadEvent,
    _l("Records of others that you opened as staff"),
    person=("actor_id",),
    columns=("read_at", "subject_type"),
    data_class=DataClass.EVIDENCE,
    purpose=_l("To show who has seen what is not for everybody."),
    retention=kept_for(jobs.keep_reads_days),
    at_erasure=AtErasure.KEPT,
)
register(
    FormReceipt,
    _l("That you sent a form"),
    person=("person_id",),
    columns=("taken_at",),
    data_class=DataClass.ACCESS,
    purpose=_l("To count a form once that was sent twice."),
    retention=kept_for(jobs.keep_receipts_days),
    at_erasure=AtErasure.KEPT,
)
