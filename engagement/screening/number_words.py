"""Kinds of numbers, as lists and our own records write them, in the reader's words."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

PASSPORT = _l("Passport")
NATIONAL = _l("National identification")
TAX = _l("Tax number")
REGISTRATION = _l("Registration number")

KNOWN: dict[str, Any] = {
    "passport": PASSPORT,
    "national passport": PASSPORT,
    "número de pasaporte": PASSPORT,
    "numéro de passeport": PASSPORT,
    "diplomatic passport": _l("Diplomatic passport"),
    "travel document": _l("Travel document"),
    "national id": NATIONAL,
    "national identification": NATIONAL,
    "national identification card": NATIONAL,
    "national identity card": NATIONAL,
    "id": _l("Identification number"),
    "identification": _l("Identification number"),
    "identification card": _l("Identification number"),
    "birth certificate": _l("Birth certificate"),
    "driver's license": _l("Driving licence"),
    "ssn": _l("Social security number"),
    "tax id": TAX,
    "tin": TAX,
    "tax registration": TAX,
    "vat": _l("VAT number"),
    "registration": REGISTRATION,
    "registration id": REGISTRATION,
    "reg": REGISTRATION,
    "company": REGISTRATION,
    "business registration": REGISTRATION,
    "commercial registry": REGISTRATION,
    "trade license": _l("Trade licence"),
    "vessel registration identification": _l("Registration of a ship"),
}
"""Keys as `_plain` makes them. National names (NIT, R.F.C., Cedula) say more as they are."""

_NUMBER = re.compile(r"\s(number|no)$")


def number_kind(kind: str) -> str | Markup:
    """What a reader calls a kind; an unknown one as it is written, kept apart; "" for none.

    >>> number_kind("Folio Mercantil No.")
    Markup('<bdi>Folio Mercantil No.</bdi>')
    """
    known = KNOWN.get(_plain(kind))
    if known is not None:
        return str(known)
    return Markup("<bdi>{}</bdi>").format(kind) if kind else ""


def _plain(kind: str) -> str:
    """Without full stops, and without saying that it is a number."""
    words = " ".join(re.sub(r"[.:#]", "", kind).casefold().split())
    return _NUMBER.sub("", words)
