"""Who may do what with an organization."""

from engagement.core import subjects
from engagement.core.permissions import Permission, any_of, is_staff, register, signed_in
from engagement.organizations.models import Organization


class Organizations(Permission):
    """Rights on organizations."""

    CREATE = "organizations:organization:create"
    VIEW = "organizations:organization:view"
    EDIT = "organizations:organization:edit"
    LEAD = "organizations:organization:lead"


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


register(
    {
        Organizations.CREATE: signed_in,
        Organizations.VIEW: any_of(member, unconflicted_staff),
        Organizations.EDIT: member,
        Organizations.LEAD: focal_point,
    }
)
subjects.register(
    Organization,
    view=Organizations.VIEW,
    label=lambda organization: organization.name,
    endpoint="organizations.show_organization",
    argument="organization_id",
)
