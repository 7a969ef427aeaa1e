"""Who may do what with an organization."""

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_staff,
    register,
    signed_in,
)
from engagement.organizations.models import Invitation, Membership, Organization


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
    ACCEPT = "organizations:invitation:accept"


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
    """The organization wrote on paper and nobody of it has an account yet (ux 6.2)."""
    organization = record if isinstance(record, Organization) else record.organization
    return organization.kept_by_staff


def oneself(actor, membership):
    """It is the person's own membership."""
    return membership.person_id == actor.id


clerk = has_role(Role.REVIEWER, Role.HEAD_OF_UNIT)
on_behalf = all_of(clerk, no_conflict, kept_by_staff)

register(
    {
        Organizations.CREATE: signed_in,
        Organizations.ENTER: clerk,
        Organizations.VIEW: any_of(member, unconflicted_staff),
        Organizations.EDIT: any_of(member, on_behalf),
        Organizations.LEAD: focal_point,
        Organizations.SEE_MEMBERS: any_of(member, unconflicted_staff),
        Organizations.END_MEMBERSHIP: any_of(focal_point, oneself),
        Organizations.INVITE: any_of(focal_point, on_behalf),
        Organizations.ACCEPT: signed_in,
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
