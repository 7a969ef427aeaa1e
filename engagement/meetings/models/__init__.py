"""Tables of meetings, by noun."""

from engagement.bodies.models import BodyKey, Mode
from engagement.meetings.models.bulk import BulkAct, BulkKind
from engagement.meetings.models.category import (
    ApprovalRule,
    Category,
    CategoryKind,
    Quota,
    QuotaScope,
    RegistrationQueue,
)
from engagement.meetings.models.control import Broadcast, Incident, MeetingFallback
from engagement.meetings.models.delegation import (
    CredentialsState,
    Delegation,
    DelegationPaper,
    DelegationPaperKind,
)
from engagement.meetings.models.feed import CalendarFeed
from engagement.meetings.models.joining import (
    ConnectionCheck,
    HelpKind,
    HelpRequest,
    JoinLink,
    Presence,
)
from engagement.meetings.models.manual import Manual, ManualAudience, ManualVersion
from engagement.meetings.models.meeting import (
    ListState,
    Meeting,
    MeetingSession,
    MeetingState,
    WaitingRule,
)
from engagement.meetings.models.meeting_document import (
    AgendaItem,
    DocumentAudience,
    DocumentVersion,
    MeetingDocument,
)
from engagement.meetings.models.minor import (
    Chaperone,
    ConsentMethod,
    GuardianConsent,
    GuardianRelation,
)
from engagement.meetings.models.need import AccessNeed, NeedKind
from engagement.meetings.models.notice import MeetingNotice, NoticeKind, NoticeTold
from engagement.meetings.models.people import (
    MINORS,
    YOUTH_BANDS,
    AgeBand,
    DelegationFunction,
    Gender,
    Relation,
)
from engagement.meetings.models.question import Question, QuestionKind
from engagement.meetings.models.registration import (
    CONFIRMED,
    ENDED,
    UNSENT,
    ChangeRequest,
    ChangeState,
    EndReason,
    PaperKind,
    Registration,
    RegistrationPaper,
    RegistrationState,
)
from engagement.meetings.models.side_event import (
    GIVEN_UP,
    SideEvent,
    SideEventCall,
    SideEventFormat,
    SideEventOrganizer,
    SideEventSlot,
    SideEventState,
)
from engagement.meetings.models.statement import (
    OVER,
    WRITABLE,
    Agreement,
    Disposition,
    MeetingStatement,
    StatementCosigner,
    StatementPaper,
    StatementState,
)

__all__ = [
    "CONFIRMED",
    "ENDED",
    "GIVEN_UP",
    "MINORS",
    "OVER",
    "UNSENT",
    "WRITABLE",
    "YOUTH_BANDS",
    "AccessNeed",
    "AgeBand",
    "AgendaItem",
    "Agreement",
    "ApprovalRule",
    "BodyKey",
    "Broadcast",
    "BulkAct",
    "BulkKind",
    "CalendarFeed",
    "Category",
    "CategoryKind",
    "ChangeRequest",
    "ChangeState",
    "Chaperone",
    "ConnectionCheck",
    "ConsentMethod",
    "CredentialsState",
    "Delegation",
    "DelegationFunction",
    "DelegationPaper",
    "DelegationPaperKind",
    "Disposition",
    "DocumentAudience",
    "DocumentVersion",
    "EndReason",
    "Gender",
    "GuardianConsent",
    "GuardianRelation",
    "HelpKind",
    "HelpRequest",
    "Incident",
    "JoinLink",
    "ListState",
    "Manual",
    "ManualAudience",
    "ManualVersion",
    "Meeting",
    "MeetingDocument",
    "MeetingFallback",
    "MeetingNotice",
    "MeetingSession",
    "MeetingState",
    "MeetingStatement",
    "Mode",
    "NeedKind",
    "NoticeKind",
    "NoticeTold",
    "PaperKind",
    "Presence",
    "Question",
    "QuestionKind",
    "Quota",
    "QuotaScope",
    "Registration",
    "RegistrationPaper",
    "RegistrationQueue",
    "RegistrationState",
    "Relation",
    "SideEvent",
    "SideEventCall",
    "SideEventFormat",
    "SideEventOrganizer",
    "SideEventSlot",
    "SideEventState",
    "StatementCosigner",
    "StatementPaper",
    "StatementState",
    "WaitingRule",
]
