"""Addresses that stand on paper and in credentials: the host comes from the configuration alone."""

from engagement.accreditation.models import Accreditation
from engagement.mail.outbox import link

VERIFY = "/verify"
KEYS = "/.well-known/jwks.json"
STATUS_LIST = "/.well-known/accreditation-status.json"


def issuer() -> str:
    """Who signs: the public address of this deployment."""
    return link("")


def verification(accreditation: Accreditation) -> str:
    """Where anybody sees the status of an accreditation today; what a QR code carries."""
    return link(f"{VERIFY}/{accreditation.token}")


def number_form() -> str:
    """Where anybody enters the number of an accreditation."""
    return link(VERIFY)


def status_list() -> str:
    """Where the signed list of statuses is."""
    return link(STATUS_LIST)
