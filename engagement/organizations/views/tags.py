"""The link by which an entry is claimed, for mails and pages of any feature."""

from engagement.organizations import offers
from engagement.organizations.models import Organization, Protection
from engagement.organizations.views.blueprint import bp


@bp.app_template_filter("claim_offer")
def claim_offer(organization: Organization) -> str | None:
    """The reference in the address of the page; None for an entry that cannot be claimed."""
    withheld = organization.protection == Protection.WITHHELD
    if withheld or organization.merged_into_id is not None:
        return None
    return offers.to_claim(organization.id)
