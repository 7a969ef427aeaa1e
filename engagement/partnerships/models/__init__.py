"""Tables of partnerships, by noun."""

from engagement.partnerships.models.complaint import Complaint, ComplaintState
from engagement.partnerships.models.meeting import BusinessMeeting, BusinessParticipant
from engagement.partnerships.models.partnership import (
    DiligenceTrack,
    Partner,
    Partnership,
    PartnershipAct,
    PartnershipHand,
    PartnershipKind,
    PartnershipState,
    Subprogramme,
)
from engagement.partnerships.models.report import PartnershipReport, ReportKind

__all__ = [
    "BusinessMeeting",
    "BusinessParticipant",
    "Complaint",
    "ComplaintState",
    "DiligenceTrack",
    "Partner",
    "Partnership",
    "PartnershipAct",
    "PartnershipHand",
    "PartnershipKind",
    "PartnershipReport",
    "PartnershipState",
    "ReportKind",
    "Subprogramme",
]
