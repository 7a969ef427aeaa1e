"""Rows of the banks' lists about one party, as an entry: names, numbers, days out of free text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from engagement.screening.list_files.days import day_of
from engagement.screening.list_files.entries import ListedEntry, ListedName
from engagement.screening.list_files.parties import (
    has_ended,
    in_natural_order,
    party_of,
    without_title,
)
from engagement.screening.list_files.places import codes_of
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.written_names import cut, once

OPEN = frozenset({"", "ongoing", "indefinite", "indefinitely", "permanent", "permanently", "open"})
FOR_EVER = 2900
"""The bank writes 2999-12-31 for an ineligibility that does not end."""

_FOOTNOTE = re.compile(r"\*\s*(\d{1,4})\b|(?:^|,|\band)\s*(\d{1,3})\s*$")
_IDENTIFIER = re.compile(
    r"^(?P<type>(?:Tax )?Registration(?: No\b| Number)?|Reg\b\.?,? ?(?:No\b)?|TIN\b(?: No\b)?"
    r"|Tax ID(?: No\b)?|National ID|ID(?: No\b)?|CNPJ)[\s.:;#]*(?P<number>.*\d.*)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[0-9A-Z]{12,}")
_REMARK = re.compile(
    r"^(but only|and all entities|physical address|as a successor|subsidiary|branch)\b",
    re.IGNORECASE,
)


@dataclass
class _Read:
    """What a cell of further information gives."""

    names: list[ListedName]
    identifiers: list[tuple[str, str, str | None]]
    remarks: list[str]
    footnotes: list[str]


def entry_of(reference: str, rows: list[dict[str, str]]) -> ListedEntry:
    """One entry of rows with the same name, country and first day. Raises `Unreadable`."""
    first = rows[0]
    names, titles = _names(first["name"])
    sure_person = bool(titles)
    information = [_more(row.get("more", "")) for row in rows]
    for said in information:
        for name in said.names:
            plain, title = without_title(name.text)
            sure_person = sure_person or title is not None
            names.append(ListedName(plain, name.kind))
    kind, sure = party_of(_unquoted(first["name"]))
    if sure_person and not (kind == "organization" and sure):
        kind, sure = "person", True
    if kind == "person":
        names = [ListedName(_in_order(name.text), name.kind) for name in names]
    details: dict[str, Any] = {
        "titles": titles,
        "kind_is_a_guess": not sure,
        "addresses": _each(
            {"street": row.get("address", ""), "country": row["country"]} for row in rows
        ),
        "grounds": _each(row["grounds"] for row in rows),
        "footnotes": _each(note for said in information for note in said.footnotes),
        "notice_effective": _each(row.get("notice", "")[:10] for row in rows),
        "institutions": _each(row.get("institution", "") for row in rows),
        "names_as_written": [first["name"]] if first["name"] != names[0].text else [],
        "further_information": _each(row.get("more", "") for row in rows),
    }
    remarks = _each(remark for said in information for remark in said.remarks)
    return ListedEntry(
        reference=reference,
        kind=kind,  # type: ignore[arg-type]
        names=once(names),
        countries=tuple(dict.fromkeys(code for row in rows for code in codes_of(row["country"]))),
        identifiers=tuple(dict.fromkeys(each for said in information for each in said.identifiers)),
        listed_on=_day(first["from"], reference),
        until=_latest([_day(row["until"], reference) for row in rows]),
        remarks="; ".join(remarks) or None,
        details={key: value for key, value in details.items() if value},
    )


def _names(cell: str) -> tuple[list[ListedName], list[str]]:
    """The names of the first cell; the first is the one to show, titles apart."""
    names: list[ListedName] = []
    titles: list[str] = []
    for part in _sides(_unquoted(cell)):
        for name in cut(part, "alias" if names else "primary"):
            plain, title = without_title(name.text)
            titles += [title] if title else []
            names.append(ListedName(plain or name.text, name.kind))
    if not names:
        names = [ListedName(_unquoted(cell), "primary")]
    if names[0].kind != "primary":
        names.insert(0, ListedName(names[0].text, "primary"))
    return names, _each(titles)


def _in_order(text: str) -> str:
    return in_natural_order(text) if text.count(",") == 1 else text


def _unquoted(cell: str) -> str:
    """Without quotation marks: the publishers' files lose one of a pair now and then."""
    return " ".join(re.sub('["“”„«»]', " ", cell).split()).strip(" '")


def _sides(cell: str) -> list[str]:
    """SOMETHING MMC/SOMETHING LLC: two names, where the first has its legal form."""
    left, stroke, right = cell.partition("/")
    if stroke and "/" not in right and has_ended(left) and len(left.split()) > 1:
        return [left, right]
    return [cell]


def _more(cell: str) -> _Read:
    """Further information of the bank: footnotes, numbers, other names, in brackets or not."""
    found = _Read([], [], [], [])
    found.footnotes = [a or b for a, b in _FOOTNOTE.findall(cell)]
    for piece in _pieces(_FOOTNOTE.sub(" ", cell)):
        if number := _IDENTIFIER.match(piece):
            kind = number["type"].strip(" .,;:")
            found.identifiers.append((kind, number["number"].strip(), None))
        elif _CODE.fullmatch(piece) and any(each.isdigit() for each in piece):
            found.identifiers.append(("Registration", piece, None))
        elif _REMARK.match(piece):
            found.remarks.append(piece)
        else:
            found.names.extend(cut(piece, "alias"))
    return found


def _pieces(text: str) -> Iterator[str]:
    """What stands in outer brackets, and between them."""
    depth = start = 0
    for position, character in enumerate(text + "("):
        if character in "(（":
            if depth == 0:
                yield from _piece(text[start:position])
                start = position + 1
            depth += 1
        elif character in ")）" and depth:
            depth -= 1
            if depth == 0:
                yield from _piece(text[start:position])
                start = position + 1


def _piece(text: str) -> list[str]:
    text = text.strip(" ,.;[]")
    return [text] if any(each.isalnum() for each in text) else []


def _day(text: str, reference: str) -> date | None:
    """None while it is open; refused where a day stands that is none."""
    if text.casefold().strip(" .") in OPEN:
        return None
    day = day_of(text)
    if day is None and re.match(r"(29|[3-9]\d)\d\d-12-31", text):
        return None
    if day is None:
        raise Unreadable("no_date", reference=reference, text=text[:40])
    return None if day.year >= FOR_EVER else day


def _latest(days: list[date | None]) -> date | None:
    """The last day, None (open) if one of them is open."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _each(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value and value not in found and (not isinstance(value, dict) or any(value.values())):
            found.append(value)
    return found
