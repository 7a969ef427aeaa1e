"""What screening holds about people with an account: who did what."""

from engagement.core.personal_data import register_acts
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
    ListVersion,
    LoggedControversy,
    RiskTable,
    ScreeningCase,
)

register_acts(ListVersion, "received_by_id", "signed_off_by_id")
register_acts(ScreeningCase, "officer_id", "decided_by_id")
register_acts(CaseHand, "person_id")
register_acts(CaseRating, "proposed_by_id", "second_id")
register_acts(CaseStep, "given_by_id")
register_acts(CaseFinding, "found_by_id")
register_acts(LoggedControversy, "recorded_by_id", "withdrawn_by_id")
register_acts(CaseReply, "asked_by_id", "answered_by_id")
register_acts(CaseMeasure, "owner_id", "planned_by_id")
register_acts(CasePaper, "added_by_id")
register_acts(RiskTable, "loaded_by_id")
register_acts(CommitteeMeeting, "chair_id", "secretary_id", "planned_by_id", "approved_by_id")
register_acts(CommitteePresence, "person_id", "noted_by_id")
register_acts(AgendaItem, "added_by_id", "concluded_by_id")
register_acts(CommitteeVote, "person_id", "recorded_by_id")
