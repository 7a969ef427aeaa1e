"""Two records side by side: what is known of a party and of an entry, and where they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engagement.matching.reasons import Reason

FOR, AGAINST, SILENT = "agrees", "contradicts", "silent"
VERDICTS = {
    "births": {
        "birth_day": FOR,
        "birth_year": FOR,
        "birth_near": FOR,
        "birth_conflict": AGAINST,
        "birth_day_conflict": AGAINST,
    },
    "countries": {"country": FOR, "country_conflict": AGAINST},
    "identifiers": {"identifier": FOR},
    "gender": {"gender_conflict": AGAINST},
}


@dataclass(frozen=True)
class Name:
    """A name with its kind and language, and whether it is the one that met."""

    text: str
    kind: str
    language: str | None
    met: bool


@dataclass(frozen=True)
class Line:
    """One thing that may be known of both: a key, both sides as written, and whether they agree.

    Numbers are [kind, number, country], all else is text.
    """

    key: str
    ours: list
    theirs: list
    verdict: str


def names(content: Mapping[str, Any], met: str) -> list[Name]:
    """The names of a record, the one that met first."""
    found = [Name(text, kind, language, text == met) for text, kind, language in content["names"]]
    return sorted(found, key=lambda name: not name.met)


def side_by_side(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], stored: Mapping[str, Any]
) -> list[Line]:
    """What else is known of both, with the verdict of the reason: agrees, contradicts, silent."""
    codes = {line.code for line in Reason.from_json(stored).evidence}
    lines = []
    for key, verdicts in VERDICTS.items():
        mine, listed = _written(key, ours), _written(key, theirs)
        if mine or listed:
            said = next((verdicts[code] for code in verdicts if code in codes), SILENT)
            lines.append(Line(key, mine, listed, said))
    return lines


def _written(key, content) -> list[str]:
    found = content.get(key) or []
    if key == "gender":
        return [found] if found else []
    if key == "births":
        return [written for each in found if (written := birth(each))]
    return list(found)


def birth(parts) -> str:
    """A birth as a list writes it: a day, a year, or two years; "~" for about."""
    day, year, first, last, approximate = parts
    mark = "~" if approximate else ""
    if day:
        return mark + day
    if first and last and first != last:
        return f"{mark}{first}–{last}"
    return f"{mark}{year or first}" if year or first else ""
