"""Who may do what with partnerships, meetings with business and complaints.

A conflict with one partner hides the whole partnership. What the register holds, everybody reads.
"""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
)
from engagement.organizations.models import Organization
from engagement.partnerships.about import complained_of, met, reported_on, touches
from engagement.partnerships.models import (
    BusinessMeeting,
    Complaint,
    Partnership,
    PartnershipReport,
    PartnershipState,
)


class Partnerships(Permission):
    """Rights on partnerships and their reports."""

    LIST = "partnerships:partnership:list"
    PROPOSE = "partnerships:partnership:propose"
    VIEW = "partnerships:partnership:view"
    WRITE = "partnerships:partnership:write"
    SUBMIT = "partnerships:partnership:submit"
    CONFIRM = "partnerships:partner:confirm"
    HANDLE = "partnerships:partnership:handle"
    DECIDE = "partnerships:partnership:decide"
    MOVE = "partnerships:partnership:move"
    REPORT = "partnerships:report:send"
    CHECK_REPORT = "partnerships:report:check"
    AUDIT = "partnerships:partnership:audit"


class BusinessMeetings(Permission):
    """Rights on the register of meetings with business."""

    LIST = "partnerships:meeting:list"
    VIEW = "partnerships:meeting:view"
    ENTER = "partnerships:meeting:enter"
    CHANGE = "partnerships:meeting:change"


class Complaints(Permission):
    """Rights on complaints; whoever wrote one follows it by a link."""

    LIST = "partnerships:complaint:list"
    VIEW = "partnerships:complaint:view"
    HANDLE = "partnerships:complaint:handle"
    MOVE = "partnerships:complaint:move"


def no_conflict(actor, record):
    """The cases of none of its organizations are kept from this person."""
    return actor.conflicts.isdisjoint(record.organization_ids)


def leads_proposer(actor, record):
    """The person leads the organization that proposed it."""
    return record.organization_id in actor.leads


def proposes_for(actor, organization):
    """The person leads the organization for which a partnership is proposed."""
    return isinstance(organization, Organization) and organization.id in actor.leads


def leads_a_partner(actor, record):
    """The person leads an organization that was named as partner."""
    return not actor.leads.isdisjoint(record.organization_ids)


def member_of_a_partner(actor, record):
    """The person belongs to one of its organizations."""
    return not actor.belongs_to.isdisjoint(record.organization_ids)


def submitted(actor, record):
    """The partners have sent it: a draft is nobody's business but their own."""
    return getattr(record, "partnership", record).state is not PartnershipState.DRAFT


def audits(actor, record):
    """An auditor, for what was submitted in the period of the engagement."""
    submitted_at = getattr(record, "partnership", record).submitted_at
    return Role.AUDITOR in actor.roles and actor.audited.covers(submitted_at)


def about_no_conflict(actor, complaint):
    """The complaint is about no organization whose cases are kept from this person."""
    ids = complaint.partnership.organization_ids if complaint.partnership else frozenset()
    return actor.conflicts.isdisjoint(ids)


def met_no_conflict(actor, meeting):
    """None of the organizations that took part is kept from this person."""
    ids = {each.organization_id for each in meeting.participants}
    return actor.conflicts.isdisjoint(ids)


def audits_meeting(actor, meeting):
    """An auditor, for meetings that were entered in the period of the engagement."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(meeting.entered_at)


def audits_complaint(actor, complaint):
    """An auditor, for complaints received in the period of the engagement."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(complaint.received_at)


UNIT = (Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
DESK = (*UNIT, Role.DIRECTOR, Role.LEGAL_ADVISER)
MEETERS = (Role.REGIONAL_OFFICER, *UNIT)
unit = all_of(has_role(*UNIT), submitted, no_conflict)
desk = all_of(any_of(has_role(*DESK), audits), submitted, no_conflict)
complaints = all_of(has_role(*UNIT), about_no_conflict)
meeters = all_of(has_role(*MEETERS), met_no_conflict)

register(
    {
        Partnerships.LIST: has_role(*DESK, Role.AUDITOR),
        Partnerships.PROPOSE: proposes_for,
        Partnerships.VIEW: any_of(member_of_a_partner, desk),
        Partnerships.WRITE: leads_proposer,
        Partnerships.SUBMIT: leads_proposer,
        Partnerships.CONFIRM: leads_a_partner,
        Partnerships.HANDLE: unit,
        Partnerships.DECIDE: all_of(
            has_role(Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR), submitted, no_conflict
        ),
        Partnerships.MOVE: is_system,
        Partnerships.REPORT: leads_proposer,
        Partnerships.CHECK_REPORT: unit,
        Partnerships.AUDIT: desk,
        BusinessMeetings.LIST: has_role(*MEETERS, Role.AUDITOR),
        BusinessMeetings.VIEW: any_of(meeters, all_of(audits_meeting, met_no_conflict)),
        BusinessMeetings.ENTER: has_role(*MEETERS),
        BusinessMeetings.CHANGE: meeters,
        Complaints.LIST: has_role(*UNIT, Role.AUDITOR),
        Complaints.VIEW: any_of(complaints, all_of(audits_complaint, about_no_conflict)),
        Complaints.HANDLE: complaints,
        Complaints.MOVE: is_system,
    }
)
subjects.register(
    Partnership,
    view=Partnerships.VIEW,
    label=lambda one: one.reference or one.title,
    endpoint="partnerships.show_partnership",
    argument="partnership_id",
    audited=lambda period: subjects.happened_in(Partnership.submitted_at, period),
    touching=touches,
)
subjects.register(
    PartnershipReport,
    view=Partnerships.VIEW,
    label=lambda report: report.partnership.reference,
    audited=lambda period: PartnershipReport.partnership_id.in_(
        select(Partnership.id).where(subjects.happened_in(Partnership.submitted_at, period))
    ),
    touching=reported_on,
)
subjects.register(
    BusinessMeeting,
    view=BusinessMeetings.VIEW,
    label=lambda meeting: meeting.topic,
    endpoint="partnerships.change_business_meeting",
    argument="business_meeting_id",
    audited=lambda period: subjects.happened_in(BusinessMeeting.entered_at, period),
    touching=met,
)
subjects.register(
    Complaint,
    view=Complaints.VIEW,
    label=lambda complaint: complaint.reference,
    endpoint="partnerships.show_complaint",
    argument="complaint_id",
    audited=lambda period: subjects.happened_in(Complaint.received_at, period),
    touching=complained_of,
)
