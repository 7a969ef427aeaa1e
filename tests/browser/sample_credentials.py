"""Rows for the pages of certificates, credentials and keys."""

from engagement.accreditation.models import Accreditation
from engagement.core.permissions import SYSTEM
from engagement.organizations.queries import actor_for
from engagement.signing.commands import rotate
from engagement.standing import jobs
from engagement.standing.commands.credential import issue_credential


def papers_of(accreditation: Accreditation, leader) -> None:
    """A key that was followed by another, a credential, a list of statuses."""
    issue_credential(accreditation, actor=actor_for(leader))
    rotate(actor=SYSTEM, reason="Every year.")
    jobs.issue_list()
