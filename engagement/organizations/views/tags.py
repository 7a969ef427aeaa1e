"""What pages and mails of any feature say of an organization: its size, how to claim its entry."""

from engagement.organizations import offers, queries
from engagement.organizations.models import Organization, Protection
from engagement.organizations.views.blueprint import bp


@bp.app_template_filter("size_class")
def size_class(organization: Organization):
    """Whether a business is small or medium-sized, in words; empty where it is not known."""
    size = queries.size_of(organization)
    return size.label if size else ""


@bp.app_template_filter("claim_offer")
def claim_offer(organization: Organization) -> str | None:
    """The reference in the address of the page; None for an entry that cannot be claimed."""
    withheld = organization.protection == Protection.WITHHELD
    if withheld or organization.merged_into_id is not None:
        return None
    return offers.to_claim(organization.id)
