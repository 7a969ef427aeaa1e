"""Who may do what with an organization."""

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_staff,
    is_system,
    register,
    signed_in,
)
from engagement.organizations.models import (
    Claim,
    ClaimNotice,
    Interest,
    Invitation,
    Membership,
    Organization,
    ProtectionRequest,
)


class Organizations(Permission):
    """Rights on organizations."""

    CREATE = "organizations:organization:create"
    ENTER = "organizations:organization:enter"
    VIEW = "organizations:organization:view"
    EDIT = "organizations:organization:edit"
    LEAD = "organizations:organization:lead"
    SEE_MEMBERS = "organizations:membership:view"
    END_MEMBERSHIP = "organizations:membership:end"
    INVITE = "organizations:invitation:send"
    LIST_UNLED = "organizations:organization:list-unled"
    RECOVER = "organizations:invitation:recover"
    ACCEPT = "organizations:invitation:accept"
    CLAIM = "organizations:claim:open"
    FOLLOW_CLAIM = "organizations:claim:follow"
    VIEW_CLAIM = "organizations:claim:view"
    LIST_CLAIMS = "organizations:claim:list"
    HANDLE_CLAIM = "organizations:claim:handle"
    SEE_NOTICES = "organizations:claim_notice:view"
    MOVE_CLAIM = "organizations:claim:move"
    DECLARE_INTEREST = "organizations:interest:declare"
    END_INTEREST = "organizations:interest:end"
    LIST_PROTECTED = "organizations:protection:list"
    SAFEGUARD = "organizations:protection:confirm"


def member(actor, record):
    """The person belongs to the organization the record is about."""
    return record.organization_id in actor.belongs_to


def focal_point(actor, record):
    """The person leads the organization the record is about."""
    return record.organization_id in actor.leads


def no_conflict(actor, record):
    """The organization's cases are not kept from this person."""
    return record.organization_id not in actor.conflicts


def unconflicted_staff(actor, record):
    """Staff who may know about the organization's cases."""
    return is_staff(actor, record) and no_conflict(actor, record)


def kept_by_staff(actor, record):
    """Nobody of it has an account yet: it wrote on paper (ux 6.2), or was recorded from a list."""
    organization = record if isinstance(record, Organization) else record.organization
    return organization is not None and organization.kept_by_staff


def wrote_on_paper(actor, record):
    """It sent its own letter; who leads one of an earlier list is proved by a claim (product 2)."""
    organization = record if isinstance(record, Organization) else record.organization
    return not organization.recorded


def oneself(actor, membership):
    """It is the person's own membership."""
    return membership.person_id == actor.id


def handles_its_claim(actor, notice):
    """Whoever handles the claim sees who was told of it."""
    return handles_claims(actor, notice.claim)


def own_claim(actor, claim):
    """The person opened it."""
    return actor.id is not None and claim.claimant_id == actor.id


def somebody_elses(actor, claim):
    """Nobody of staff handles a claim of their own."""
    return claim.claimant_id is None or claim.claimant_id != actor.id


def own_interest(actor, interest):
    """The person declared it."""
    return actor.id is not None and interest.person_id == actor.id


def no_auditor(actor, subject):
    """Who audits writes nothing (product 1)."""
    return Role.AUDITOR not in actor.roles


safeguarding_officer = has_role(Role.SAFEGUARDING_OFFICER)
clerk = has_role(Role.REVIEWER, Role.HEAD_OF_UNIT)
on_behalf = all_of(clerk, no_conflict, kept_by_staff)
handles_claims = all_of(clerk, no_conflict, somebody_elses)

register(
    {
        Organizations.CREATE: all_of(signed_in, no_auditor),
        Organizations.ENTER: clerk,
        Organizations.VIEW: any_of(member, unconflicted_staff),
        Organizations.EDIT: any_of(member, on_behalf),
        Organizations.LEAD: focal_point,
        Organizations.SEE_MEMBERS: any_of(member, unconflicted_staff),
        Organizations.END_MEMBERSHIP: any_of(focal_point, oneself),
        Organizations.INVITE: any_of(focal_point, all_of(on_behalf, wrote_on_paper)),
        Organizations.LIST_UNLED: has_role(Role.HEAD_OF_UNIT),
        Organizations.RECOVER: all_of(has_role(Role.HEAD_OF_UNIT), no_conflict),
        Organizations.ACCEPT: signed_in,
        Organizations.CLAIM: all_of(signed_in, no_auditor),
        Organizations.FOLLOW_CLAIM: own_claim,
        Organizations.VIEW_CLAIM: any_of(own_claim, handles_claims),
        Organizations.LIST_CLAIMS: clerk,
        Organizations.HANDLE_CLAIM: handles_claims,
        Organizations.SEE_NOTICES: handles_its_claim,
        Organizations.MOVE_CLAIM: is_system,
        Organizations.DECLARE_INTEREST: is_staff,
        Organizations.END_INTEREST: own_interest,
        Organizations.LIST_PROTECTED: safeguarding_officer,
        Organizations.SAFEGUARD: all_of(safeguarding_officer, no_conflict),
    }
)
subjects.register(
    Organization,
    view=Organizations.VIEW,
    label=lambda organization: organization.name,
    endpoint="organizations.show_organization",
    argument="organization_id",
    casework=False,
)
subjects.register(
    Membership,
    view=Organizations.SEE_MEMBERS,
    label=lambda membership: membership.person.name,
)
subjects.register(
    Invitation,
    view=Organizations.SEE_MEMBERS,
    label=lambda invitation: invitation.email,
)
subjects.register(
    Interest,
    view=Organizations.END_INTEREST,
    label=lambda interest: interest.organization.name,
    endpoint="organizations.end_interest",
    argument="interest_id",
)
subjects.register(
    ProtectionRequest,
    view=Organizations.SAFEGUARD,
    label=lambda asked: asked.organization.name,
    endpoint="organizations.show_protection",
    argument="request_id",
)
subjects.register(
    Claim,
    view=Organizations.VIEW_CLAIM,
    label=lambda claim: claim.organization.name,
    endpoint="organizations.show_claim",
    argument="claim_id",
)
subjects.register(
    ClaimNotice,
    view=Organizations.SEE_NOTICES,
    label=lambda notice: notice.claim.organization.name,
)
