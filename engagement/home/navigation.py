"""What stands around every page: who is signed in, where one can go."""

import functools
from dataclasses import dataclass

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from markupsafe import Markup

from engagement.accounts.permissions import Accounts
from engagement.accreditation.permissions import Accreditations
from engagement.action_plan.permissions import ActionPlan
from engagement.audit.permissions import Audit
from engagement.bodies.permissions import Bodies
from engagement.core.permissions import can
from engagement.directory.permissions import Directory
from engagement.jobs.permissions import Jobs
from engagement.mail.permissions import Mail
from engagement.meetings.permissions import Meetings
from engagement.organizations.permissions import Organizations
from engagement.outreach.permissions import Outreach
from engagement.partnerships.permissions import BusinessMeetings, Complaints, Partnerships
from engagement.protocol.permissions import Protocol
from engagement.screening.permissions import (
    Cases,
    Committee,
    Compacts,
    Ineligibility,
    Lists,
    Matches,
    RiskTables,
)
from engagement.settings.permissions import Settings
from engagement.signing.permissions import Signing
from engagement.standing.permissions import Standings
from engagement.web.access import actor
from engagement.web.i18n import language
from engagement.web.templating import link_in


@dataclass(frozen=True)
class Entry:
    """A link of the navigation."""

    label: str
    url: str
    current: bool = False


PUBLIC_PLACES = {
    "accreditation.show_start": _l("Accreditation"),
    "directory.show_register": _l("Register"),
    "meetings.list_meetings": _l("Meetings"),
    "action_plan.show_plan": _l("Action plan"),
}
STAFF_PLACES = (
    (_l("Applications"), "accreditation.show_queue", Accreditations.QUEUE),
    (_l("Decisions"), "accreditation.show_decisions", Accreditations.QUEUE_OF_DECISIONS),
    (_l("Accreditations"), "standing.list_accreditations", Standings.LIST),
    (_l("Progress updates"), "action_plan.list_updates", ActionPlan.LIST),
    (
        _l("Recorded accreditations and claims"),
        "accreditation.list_recordings",
        Accreditations.RECORD,
    ),
    (_l("Meetings for staff"), "meetings.list_desk", Meetings.LIST),
    (_l("Screening cases"), "screening.list_cases", Cases.LIST),
    (_l("Tables of risk"), "screening.list_risk_tables", RiskTables.VIEW),
    (_l("Partnerships"), "partnerships.list_partnerships", Partnerships.LIST),
    (
        _l("Meetings with business"),
        "partnerships.list_business_meetings",
        BusinessMeetings.LIST,
    ),
    (_l("Complaints"), "partnerships.list_complaints", Complaints.LIST),
    (_l("Partnership committee"), "screening.list_meetings", Committee.LIST),
    (_l("Protected entries"), "organizations.list_protected", Organizations.LIST_PROTECTED),
    (_l("Reports about entries"), "directory.list_reports", Directory.LIST_REPORTS),
    (_l("Outreach"), "outreach.list_records", Outreach.LIST),
    (_l("States"), "protocol.list_states", Protocol.LIST),
    (
        _l("Intergovernmental organizations"),
        "protocol.list_intergovernmental",
        Protocol.LIST,
    ),
    (_l("Matches"), "screening.list_matches", Matches.LIST),
    (_l("Global Compact"), "screening.list_compact", Compacts.LIST),
    (_l("Lists"), "screening.list_sources", Lists.LIST),
    (_l("Ineligible vendors"), "screening.list_ineligibility", Ineligibility.LIST),
    (_l("Bodies"), "bodies.list_bodies", Bodies.KEEP),
    (_l("People"), "accounts.list_people", Accounts.ADMINISTER),
    (_l("Audit trail"), "audit.show_trail", Audit.LIST),
    (_l("Mails"), "mail.list_messages", Mail.LIST),
    (_l("Jobs"), "jobs.list_jobs", Jobs.LIST),
    (_l("Settings"), "settings.list_settings", Settings.VIEW),
    (_l("Signing keys"), "signing.list_keys", Signing.VIEW),
    (_l("Conflicts of interest"), "organizations.list_interests", Organizations.DECLARE_INTEREST),
)
FOOTER = {
    "home.show_help": _l("Help"),
    "bodies.list_bodies": _l("Bodies"),
    "protocol.show_coverage": _l("States at the Committee"),
    "partnerships.show_register": _l("Partnerships"),
    "partnerships.show_business_meetings": _l("Meetings with business"),
    "protocol.list_countries": _l("Countries and areas"),
    "screening.show_used_lists": _l("Lists used in screening"),
    "screening.show_risk_rules": _l("How risk is rated"),
    "verification.show_form": _l("Verify a certificate"),
    "home.show_privacy": _l("Privacy notice"),
    "home.show_terms": _l("Terms of use"),
    "home.show_accessibility": _l("Accessibility"),
}
LABELS = {
    "home.show_home": _l("Home"),
    **PUBLIC_PLACES,
    **{endpoint: words for words, endpoint, _permission in STAFF_PLACES},
    **FOOTER,
}


def of_page() -> dict:
    """Template values `person`, `is_staff`, and the markup `navigation` and `footer`."""
    signed_in = current_user.is_authenticated
    places = [*PUBLIC_PLACES]
    if signed_in:
        person = actor()
        shown = [place for _words, place, permission in STAFF_PLACES if can(person, permission)]
        places = ["home.show_home", *places, *shown]
    lang, here = language(), request.endpoint
    return {
        "person": current_user if signed_in else None,
        "is_staff": signed_in and current_user.is_staff,
        "navigation": main_navigation(lang, tuple(places), here),
        "footer": footer(lang),
    }


@functools.lru_cache(maxsize=2048)
def main_navigation(lang: str, places: tuple[str, ...], here: str | None) -> Markup:
    """The links to these places, drawn once: many pages and people have the same."""
    return _drawn(lang, "main_navigation", entries(lang, places, here))


@functools.cache
def footer(lang: str) -> Markup:
    """What stands under every page in a language."""
    return _drawn(lang, "page_footer", entries(lang, tuple(FOOTER), None))


def _drawn(lang, component, links):
    templates = current_app.jinja_env.in_language(lang)
    return getattr(templates.get_template(f"components/{component}.html").module, component)(links)


def entries(lang: str, places: tuple[str, ...], here: str | None) -> list[Entry]:
    """The links to these places in the words of `lang`, which is the language of the page."""
    return [Entry(str(LABELS[each]), link_in(lang, each), each == here) for each in places]
