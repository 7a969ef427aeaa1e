"""What stands around every page: who is signed in, where one can go."""

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from engagement.accounts.permissions import Accounts
from engagement.accreditation.permissions import Accreditations
from engagement.audit.permissions import Audit
from engagement.core.permissions import can
from engagement.jobs.permissions import Jobs
from engagement.mail.permissions import Mail
from engagement.organizations.permissions import Organizations
from engagement.settings.permissions import Settings
from engagement.web.access import actor
from engagement.web.templating import link


@dataclass(frozen=True)
class Entry:
    """A link of the navigation."""

    label: Any
    url: str
    current: bool = False


PUBLIC_PLACES = (
    (_l("Accreditation"), "accreditation.show_start"),
    (_l("Register"), "directory.show_register"),
)
STAFF_PLACES = (
    (_l("Applications"), "accreditation.show_queue", Accreditations.QUEUE),
    (_l("Decisions"), "accreditation.show_decisions", Accreditations.QUEUE_OF_DECISIONS),
    (_l("Protected entries"), "organizations.list_protected", Organizations.LIST_PROTECTED),
    (_l("People"), "accounts.list_people", Accounts.ADMINISTER),
    (_l("Audit trail"), "audit.show_trail", Audit.LIST),
    (_l("Mails"), "mail.list_messages", Mail.LIST),
    (_l("Jobs"), "jobs.list_jobs", Jobs.LIST),
    (_l("Settings"), "settings.list_settings", Settings.VIEW),
    (_l("Conflicts of interest"), "organizations.list_interests", Organizations.DECLARE_INTEREST),
)
FOOTER = (
    (_l("Help"), "home.show_help"),
    (_l("Verify a certificate"), "verification.show_form"),
    (_l("Privacy notice"), "home.show_privacy"),
    (_l("Terms of use"), "home.show_terms"),
    (_l("Accessibility"), "home.show_accessibility"),
)


def of_page() -> dict:
    """Template values `person`, `is_staff`, `navigation`, `footer_links`."""
    signed_in = current_user.is_authenticated
    places = [(label, endpoint) for label, endpoint in PUBLIC_PLACES]
    if signed_in:
        places.insert(0, (_l("Home"), "home.show_home"))
        person = actor()
        places += [
            (label, endpoint)
            for label, endpoint, permission in STAFF_PLACES
            if can(person, permission)
        ]
    return {
        "person": current_user if signed_in else None,
        "is_staff": signed_in and current_user.is_staff,
        "navigation": [_entry(*place) for place in places],
        "footer_links": [_entry(*place) for place in FOOTER],
    }


def _entry(label, endpoint):
    return Entry(label, link(endpoint), request.endpoint == endpoint)
