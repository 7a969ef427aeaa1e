"""What a list says of a party, and what changed in it, as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from engagement.core.countries import country
from engagement.screening.list_files.differences import changes_of
from engagement.screening.models import EntryKind
from engagement.screening.number_words import number_kind
from engagement.web.i18n import country_name, format_date

NAME_KINDS = {
    "primary": _l("Name"),
    "original": _l("In the original script"),
    "alias": _l("Other name"),
    "weak": _l("Weak alias"),
    "former": _l("Former name"),
    "acronym": _l("Acronym"),
}
GENDERS = {"male": _l("male"), "female": _l("female")}


@dataclass(frozen=True)
class Said:
    """One thing that a list says: text in the list's words, a note in ours."""

    text: str
    note: Any = None
    ours: bool = False
    """Whether the text is ours, too, and needs no isolation."""


@dataclass(frozen=True)
class Line:
    """A field of an entry: what it says now, and what it said before and no longer does."""

    label: Any
    come: list[Said]
    gone: list[Said]


def lines_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """What differs between two contents, field by field; {} for nothing on one side."""
    lines = []
    for change in changes_of(before, after):
        if change.field == "shown_as":
            continue  # it is one of the names
        if change.field in SPOKEN:
            old, new = (SPOKEN[change.field](each.get(change.field)) for each in (before, after))
            come, gone = (
                [one for one in new if one not in old],
                [one for one in old if one not in new],
            )
        else:
            come, gone = map(plainly, (change.added, change.removed))
        if come or gone:
            lines.append(Line(change.label, come, gone))
    return lines


def fields_of(content: Mapping[str, Any]) -> list[Line]:
    """All that an entry says beside its names."""
    rest = {key: value for key, value in content.items() if key not in {"names", "kind"}}
    return lines_of({}, rest)


def names_of(content: Mapping[str, Any] | None) -> list[Said]:
    """Every name with its kind, the one that is shown first."""
    if not content:
        return []
    kinds = list(NAME_KINDS)
    names = sorted(
        content["names"],
        key=lambda name: (name[0] != content["shown_as"], kinds.index(name[1]), name[0]),
    )
    return names_said(names)


def plainly(texts) -> list[Said]:
    """Texts as they stand in the list."""
    return [Said(text) for text in texts]


def names_said(names) -> list[Said]:
    """Names with their kinds."""
    return [Said(text, NAME_KINDS[kind]) for text, kind, _language in names or ()]


def countries_said(codes) -> list[Said]:
    """Countries by their names in the page's language."""
    return [Said(country_name(code) if country(code) else code, ours=True) for code in codes or ()]


def births_said(births) -> list[Said]:
    """Days, years or spans of years of birth."""
    return [Said(birth_in_words(*birth), ours=True) for birth in births or ()]


def birth_in_words(day, year, from_year, to_year, approximate) -> str:
    """One of them: 4 June 1961, about 1961, 1960 to 1965."""
    if day:
        text = format_date(date.fromisoformat(day))
    elif year:
        text = str(year)
    else:
        text = _("%(first)s to %(last)s", first=from_year, last=to_year)
    return _("about %(time)s", time=text) if approximate else text


def identifiers_said(identifiers) -> list[Said]:
    """Numbers of documents with their kind and the country that gave them."""
    said = []
    for kind, number, issuer in identifiers or ():
        notes = [number_kind(kind), country_name(issuer) if issuer else ""]
        said.append(Said(number, Markup(", ").join(filter(None, notes)) or None))
    return said


def day_said(day) -> list[Said]:
    """A day in words."""
    return [Said(format_date(date.fromisoformat(day)), ours=True)] if day else []


SPOKEN = {
    "names": names_said,
    "countries": countries_said,
    "births": births_said,
    "identifiers": identifiers_said,
    "listed_on": day_said,
    "until": day_said,
    "kind": lambda kind: [Said(str(EntryKind(kind).label), ours=True)] if kind else [],
    "gender": lambda gender: [Said(str(GENDERS.get(gender, gender)), ours=True)] if gender else [],
}
"""Fields that are not shown as they stand in the list."""
