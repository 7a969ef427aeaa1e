"""What screening holds about people: who did what, and those who lead organizations."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.screening.models import (
    AgendaItem,
    CaseFinding,
    CaseHand,
    CaseMeasure,
    CasePaper,
    CaseRating,
    CaseReply,
    CaseStep,
    CommitteeMeeting,
    CommitteePresence,
    CommitteeVote,
    CompactInvitation,
    CompactLink,
    CompactStanding,
    Disposition,
    IneligibilityCheck,
    LegalBar,
    ListCheck,
    ListVersion,
    LoggedControversy,
    Match,
    MatchPaper,
    Party,
    RiskTable,
    ScreeningCase,
    ScreeningRun,
)

register_acts(ListVersion, "received_by_id", "signed_off_by_id")


register_acts(ScreeningCase, "officer_id", "decided_by_id")


register_acts(CaseHand, "person_id")


register_acts(CaseRating, "proposed_by_id", "second_id")


register_acts(CaseStep, "given_by_id")


register_acts(ListCheck, "checked_by_id")


register_acts(IneligibilityCheck, "checked_by_id")


register(
    Party,
    _l("People who lead an organization, as they were compared with lists of sanctions"),
    secret=("organization_person_id", "name", "content", "content_hash"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know whether somebody who leads an organization is on such a list."),
    retention=_l("As long as the organization's record."),
    at_erasure=AtErasure.KEPT,
)


register_acts(Match, "proposed_by_id", "decided_by_id")


register_acts(Disposition, "by_id")


register_acts(MatchPaper, "added_by_id")


register_acts(LegalBar, "advised_by_id")


register_acts(ScreeningRun, "asked_by_id")


register_acts(CommitteeMeeting, "chair_id", "secretary_id", "planned_by_id", "approved_by_id")


register_acts(CommitteePresence, "person_id", "noted_by_id")


register_acts(AgendaItem, "added_by_id", "concluded_by_id")


register_acts(CommitteeVote, "person_id", "recorded_by_id")


register_acts(CaseFinding, "found_by_id")


register_acts(LoggedControversy, "recorded_by_id", "withdrawn_by_id")


register_acts(CaseReply, "asked_by_id", "answered_by_id")


register_acts(CaseMeasure, "owner_id", "planned_by_id")


register_acts(CasePaper, "added_by_id")


register_acts(RiskTable, "loaded_by_id")


register_acts(CompactLink, "decided_by_id")


register_acts(CompactStanding, "followed_by_id")


register_acts(CompactInvitation, "invited_by_id", "answered_by_id")
