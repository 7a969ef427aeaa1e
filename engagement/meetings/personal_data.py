"""What meetings hold about people."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.meetings import settings
from engagement.meetings.models import (
    AccessNeed,
    Attendance,
    AttendanceLine,
    AttendanceList,
    Broadcast,
    BulkAct,
    CalendarFeed,
    ChangeRequest,
    Chaperone,
    CheckIn,
    ConnectionCheck,
    Delegation,
    DelegationPaper,
    DocumentVersion,
    GuardianConsent,
    HelpRequest,
    Incident,
    Interpreter,
    JoinLink,
    Manual,
    ManualVersion,
    Meeting,
    MeetingDocument,
    MeetingFallback,
    MeetingStatement,
    ParticipationCertificate,
    Presence,
    Registration,
    SideEvent,
    SideEventCall,
    SideEventOrganizer,
    Speaker,
    SpeakersList,
    StatementCosigner,
)
from engagement.meetings.speaking_settings import keep_interpreters_days

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
register(
    CalendarFeed,
    _l("The address at which your calendar program reads your meetings"),
    person=("account_id",),
    columns=("made_at", "last_read_at", "revoked_at"),
    secret=("token_hash",),
    data_class=DataClass.ACCESS,
    purpose=_l("To show your meetings in a calendar program that you chose."),
    retention=_l("Until you revoke it, and some days more."),
    at_erasure=AtErasure.ERASED,
)
register(
    Meeting,
    _l("The address to which questions about a meeting go"),
    columns=("contact_email",),
    data_class=DataClass.CONTACT,
    purpose=_l("So that people who register can ask the secretariat."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register(
    GuardianConsent,
    _l("Guardians of people under 18 who take part in meetings"),
    columns=("name", "email", "relation", "language", "text_version", "given_at", "withdrawn_at"),
    secret=("token_hash", "document_id"),
    data_class=DataClass.CONTACT,
    purpose=_l("To show that a guardian agreed, and to let the guardian take it back."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    AccessNeed,
    _l("What somebody needs to take part in a meeting"),
    columns=("kinds", "note", "asked_at", "answer", "answered_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To let one officer provide for it before the meeting; nobody else sees it."),
    retention=kept_for(settings.needs_kept_days),
    at_erasure=AtErasure.ERASED,
)
register(
    JoinLink,
    _l("Personal links by which you join a meeting"),
    columns=("made_at", "revoked_at"),
    secret=("token_hash",),
    data_class=DataClass.ACCESS,
    purpose=_l("To let you join without signing in."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Presence,
    _l("When you joined a session"),
    columns=("tried_at", "in_at", "failed_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To help those who cannot get in, and to count who is present."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.KEPT,
)
register(
    AttendanceLine,
    _l("Lines of lists of who was in a session"),
    columns=("recognised_by", "began_at", "ended_at", "cells"),
    data_class=DataClass.CONTENT,
    purpose=_l("To count who took part, and to correct what was counted wrongly."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Attendance,
    _l("How long you were in a session"),
    columns=("seconds", "attended"),
    data_class=DataClass.CONTENT,
    purpose=_l("To count who took part, and to certify it."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    CheckIn,
    _l("When you were checked in at a meeting"),
    columns=("checked_at", "undone_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To count who took part, and to certify it."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    ParticipationCertificate,
    _l("Certificates of participation"),
    columns=("issued_at", "revoked_at"),
    secret=("code", "token_hash"),
    data_class=DataClass.CONTENT,
    purpose=_l("To show that you took part, and to let others check it."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.PSEUDONYM,
)
register_acts(AttendanceList, "taken_by_id")
register_acts(CheckIn, "checked_by_id", "undone_by_id")
register(
    ConnectionCheck,
    _l("What you found when you checked your connection"),
    columns=("answers", "checked_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To show you what to do before the meeting."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    HelpRequest,
    _l("Help that you asked for at a meeting"),
    columns=("kind", "words", "asked_at", "answer", "answered_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To help you on the day, and to see how long help takes."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Speaker,
    _l("What you were going to say at a meeting"),
    columns=("kind", "group_name", "rank", "state", "asked_at", "called_at", "text", "reason"),
    data_class=DataClass.CONTENT,
    purpose=_l("To call speakers in their order, and to let interpreters prepare."),
    retention=kept_for(settings.retention_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Interpreter,
    _l("Interpreters of sessions, and the link to their texts"),
    columns=("name", "email", "language", "invited_at", "revoked_at"),
    secret=("email_key", "token_hash"),
    data_class=DataClass.CONTACT,
    purpose=_l("To let interpreters read what is going to be said, and nobody else."),
    retention=kept_for(keep_interpreters_days),
    at_erasure=AtErasure.ERASED,
)
register_acts(Speaker, "asked_by_id")
register_acts(SpeakersList, "created_by_id")
register_acts(Interpreter, "invited_by_id")
register_acts(HelpRequest, "taken_by_id")
register_acts(Broadcast, "sent_by_id")
register(
    MeetingFallback,
    _l("The telephone number by which a meeting can be followed when the platform fails"),
    columns=("telephone",),
    data_class=DataClass.CONTACT,
    purpose=_l("So that people can listen by telephone."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register_acts(MeetingFallback, "set_by_id")
register_acts(Incident, "entered_by_id")
register_acts(GuardianConsent, "asked_by_id", "entered_by_id")
register_acts(Chaperone, "named_by_id")
register_acts(AccessNeed, "answered_by_id")
register_acts(Registration, "nominated_by_id", "invited_by_id", "approved_by_id")
register_acts(ChangeRequest, "decided_by_id")
register_acts(BulkAct, "by_id", "undone_by_id")
register_acts(Meeting, "created_by_id", "needs_officer_id")
register_acts(Manual, "created_by_id")
register_acts(ManualVersion, "written_by_id", "published_by_id")
register_acts(Delegation, "note_sent_by_id", "note_checked_by_id", "credentials_by_id")
register_acts(MeetingDocument, "created_by_id")
register_acts(DocumentVersion, "uploaded_by_id", "published_by_id")
register_acts(MeetingStatement, "created_by_id", "decided_by_id", "disposed_by_id")
register_acts(StatementCosigner, "asked_by_id", "answered_by_id")
register_acts(SideEventCall, "opened_by_id", "published_by_id")
register_acts(SideEvent, "created_by_id", "decided_by_id")
register_acts(SideEventOrganizer, "asked_by_id", "answered_by_id")
register_acts(DelegationPaper, "added_by_id")
