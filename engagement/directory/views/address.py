"""What an address of the register asks for: words, filters, a day, an order, a view."""

import re
from dataclasses import dataclass
from datetime import date

from flask import request

from engagement.accreditation.models import LISTED
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES, Region
from engagement.core.major_groups import MajorGroup
from engagement.directory.queries.wanted import Wanted
from engagement.directory.search import LONGEST_QUERY
from engagement.web.fields import DIGITS
from engagement.web.i18n import language

FILTERS = {
    "q": "words",
    "region": "region",
    "group": "major_group",
    "country": "country",
    "status": "status",
    "from": "year_from",
    "to": "year_to",
}
"""Name in the address -> name of what is wanted."""

VIEWS = ("list", "cards", "table", "figures")
ORDERS = ("name", "newest")
SCRIPTS = {"ar": "arabic", "ru": "cyrillic", "zh": "han"}
"""Which script comes first on the pages of a language; Latin where none is named."""


@dataclass(frozen=True)
class Asked:
    """`wanted`, and the parameters that ask for it. `day` is as asked for, today included."""

    wanted: Wanted
    day: date | None
    view: str
    parameters: dict[str, str]

    def without(self, *names: str, **more: str) -> dict[str, str]:
        """The parameters but for some, or with others."""
        return {k: v for k, v in (self.parameters | more).items() if k not in names and v}


def asked(*, day: date | None) -> Asked:
    """What the address asks for as of `day`; a value that is none of the list's is no filter."""
    typed = request.args.to_dict()
    given = {name: typed.get(name, "").strip() for name in FILTERS}
    known = {
        "q": given["q"][:LONGEST_QUERY],
        "region": given["region"] if given["region"] in set(Region) else "",
        "group": given["group"] if given["group"] in set(MajorGroup) else "",
        "country": given["country"] if given["country"] in COUNTRIES else "",
        "status": given["status"] if given["status"] in set(LISTED) else "",
        "from": _year(given["from"]),
        "to": _year(given["to"]),
    }
    view, order = typed.get("view"), typed.get("order")
    parameters = {name: value for name, value in known.items() if value}
    if day is not None:
        parameters["as_of"] = day.isoformat()
    if order in ORDERS[1:]:
        parameters["order"] = order
    if view in VIEWS[1:]:
        parameters["view"] = view
    wanted = Wanted(
        words=known["q"],
        region=known["region"] or None,
        major_group=known["group"] or None,
        country=known["country"] or None,
        status=known["status"] or None,
        year_from=int(known["from"]) if known["from"] else None,
        year_to=int(known["to"]) if known["to"] else None,
        on=day if day is not None and day < today() else None,
        newest=parameters.get("order") == "newest",
        script=SCRIPTS.get(language()),
    )
    return Asked(wanted, day, parameters.get("view", "list"), parameters)


def _year(typed: str) -> str:
    typed = typed.translate(DIGITS)
    return typed if re.fullmatch(r"(19|20|21)\d\d", typed) else ""
