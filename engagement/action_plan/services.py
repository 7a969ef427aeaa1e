"""Which service carries out which action: declared by the features above, or planned.

    services.declare("directory.show_register", _l("Register"), actions=("VIII.A.4",))

A service is a page that anybody may open without more in its address than the language. Its page
names its actions (component `served_actions`); the actions' pages name it.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.action_plan import plan


@dataclass(frozen=True)
class Service:
    """A page that carries out actions: its endpoint, how it is called, the actions' codes."""

    endpoint: str
    title: Any
    actions: tuple[str, ...]


DECLARED: dict[str, Service] = {}

PLANNED = {
    "I.A.1": _l("attendance of meetings between sessions by delegates from afar"),
    "I.A.2": _l("accreditation of States and their representatives"),
    "I.B.1": _l("registration for online meetings, with interpretation and technical help"),
    "I.B.2": _l("guides and manuals for each meeting, in six languages"),
    "I.B.3": _l("pages of the governing bodies with their meetings and decisions"),
    "I.B.4": _l("documents of meetings with their languages and days of publication"),
    "VIII.A.1": _l("courses with enrolment, attendance and certificates"),
    "VIII.A.2": _l("places for young delegates, with the consent of guardians"),
    "VIII.A.3": _l("consultations online, with an answer to every contribution"),
    "VIII.A.4": _l("dated lists of accredited organizations for Member States"),
    "VIII.A.5": _l("calls, nominations and terms of advisory bodies"),
    "VIII.B.1": _l("needs, pledges and contributions for participation"),
    "VIII.B.2": _l("yearly amounts of the Environment Fund for participation, by region"),
    "VIII.C.1": _l("proposals for partnerships with companies"),
    "VIII.C.2": _l("a public register of partnerships and of meetings with business, by region"),
    "VIII.C.3": _l("a directory of alliances and platforms with their members"),
    "VIII.C.4": _l("registration of business representatives for sessions"),
    "VIII.C.5": _l("screening of companies, with ratings and measures"),
    "VIII.C.6": _l("a register of commitments to sustainable production"),
    "VIII.C.7": _l("the status of partners in the United Nations Global Compact"),
}
"""What is planned for the core and direct actions; told where nothing carries an action out yet."""


def declare(endpoint: str, title, *, actions: tuple[str, ...]) -> None:
    """Say which actions a page carries out. RuntimeError for a page or an action that cannot be."""
    unknown = [code for code in actions if plan.action(code) is None]
    if endpoint in DECLARED or unknown or not actions:
        raise RuntimeError(f"{endpoint} is declared twice, or for no action: {unknown}")
    DECLARED[endpoint] = Service(endpoint, title, actions)


def services_of(code: str) -> list[Service]:
    """The services that carry out an action."""
    return [service for service in DECLARED.values() if code in service.actions]


def planned_for(code: str):
    """What is planned for an action that no service carries out yet, or None."""
    return None if services_of(code) else PLANNED.get(code)


def actions_of(endpoint: str) -> list[plan.Action]:
    """The actions that a page carries out."""
    service = DECLARED.get(endpoint)
    return [plan.actions()[code] for code in service.actions] if service else []


declare("action_plan.show_plan", _l("Action plan with its figures"), actions=("V.C.5", "VII.B.2"))
