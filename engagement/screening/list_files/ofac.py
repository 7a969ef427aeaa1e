"""The SDN list of the United States' OFAC: three CSV files without heads, and one of remarks.

They are told apart by the number of their columns, in whatever order and by whatever names they
come. `-0-` stands for nothing. Vessels and aircraft are kept as what they are.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engagement.screening.list_files import files, ofac_remarks
from engagement.screening.list_files.entries import ListedEntry, ListedName, ListFile, NameKind
from engagement.screening.list_files.parties import in_natural_order
from engagement.screening.list_files.places import codes_of
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.tables import text_rows
from engagement.screening.list_files.written_names import cut, once

SDN, ALT, ADD, COMMENTS = 12, 5, 6, 2
"""Columns of each file."""

FILES = {SDN: "sdn.csv", ALT: "alt.csv", ADD: "add.csv"}
NULL = "-0-"
KINDS = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
ALIAS_KINDS: dict[str, NameKind] = {"fka": "former"}

Table = dict[str, list[list[str]]]
"""Rows by the number of the entry they belong to."""


def read(paths: list[Path]) -> ListFile:
    """The list out of its three files, and of the remarks that did not fit if they are given.

    The reference is the number that OFAC gives a party. Raises `Unreadable`.
    """
    tables = _tables(paths)
    names, addresses = tables[ALT], tables[ADD]
    comments = tables.get(COMMENTS, {})
    entries = []
    for reference, rows in tables[SDN].items():
        if len(rows) > 1:
            raise Unreadable("repeated_reference", reference=reference)
        more = "".join(row[1] for row in comments.get(reference, ()))
        entries.append(
            _entry(rows[0], names.pop(reference, []), addresses.pop(reference, []), more)
        )
    for width, left in ((ALT, names), (ADD, addresses)):
        if left:
            raise Unreadable("not_together", name=FILES[width], reference=next(iter(left)))
    return ListFile(None, entries)


def _tables(paths: list[Path]) -> dict[int, Table]:
    found: dict[int, Table] = {}
    for path in paths:
        files.demand(path, "text", "CSV")
        if not _ends_whole(path):
            raise Unreadable("truncated")
        width, table = _table(path)
        if width in found:
            raise Unreadable("same_file_twice")
        found[width] = table
    for width, name in FILES.items():
        if width not in found:
            raise Unreadable("missing_file", name=name)
    return found


def _table(path: Path) -> tuple[int, Table]:
    table: Table = {}
    width = 0
    seen: set[tuple[str, str]] = set()
    for line, cells in text_rows(path, encoding="latin-1", separator=","):
        if not width:
            width = len(cells)
            if width not in {SDN, ALT, ADD, COMMENTS} or not _is_number(cells[0]):
                raise Unreadable("other_list")
        if len(cells) != width:
            raise Unreadable("cells", line=line, found=len(cells), wanted=width)
        if not _is_number(cells[0]):
            raise Unreadable("no_reference", number=line)
        if width in {ALT, ADD}:
            key = (cells[0], cells[1])
            if key in seen:
                raise Unreadable("repeated_reference", reference="/".join(key))
            seen.add(key)
        row = ["" if cell == NULL else cell for cell in cells]
        table.setdefault(cells[0], []).append(row)
    return width, table


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _ends_whole(path: Path) -> bool:
    """Whether its last line is ended, as all of the publisher's are."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2))
        return file.read().rstrip(b"\x1a").endswith(b"\n")


def _entry(row: list[str], alts: list[list[str]], adds: list[list[str]], more: str) -> ListedEntry:
    reference, name, kind, programmes, title, call_sign, vessel, tonnage, gross, flag, owner = row[
        :11
    ]
    if not name:
        raise Unreadable("no_name", reference=reference)
    remarks = row[11] + more
    said = ofac_remarks.read(remarks)
    party = KINDS.get(kind, "organization" if not kind else "other")
    cells: list[tuple[str, NameKind]] = [(name, "primary")]
    cells += [(alt[3], ALIAS_KINDS.get(alt[2], "alias")) for alt in alts if alt[3]]
    names = [each for text, sort in cells for each in _names(text, sort, party == "person")]
    addresses = [_address(add) for add in adds]
    countries = [
        *said.countries,
        *(code for each in addresses for code in codes_of(each.get("country"))),
        *codes_of(flag),
    ]
    details: dict[str, Any] = {
        "titles": [title],
        "nationalities": said.nationalities,
        "addresses": [each for each in addresses if each],
        "places_of_birth": [{"place": place} for place in said.places_of_birth],
        "births_as_written": said.births_as_written,
        "linked_to": said.linked_to,
        "call_sign": call_sign,
        "vessel_type": vessel,
        "tonnage": tonnage,
        "gross_tonnage": gross,
        "flag": flag,
        "owner": owner,
    }
    return ListedEntry(
        reference=reference,
        kind=party,  # type: ignore[arg-type]
        names=once([*names, *said.names]),
        countries=tuple(dict.fromkeys(countries)),
        births=tuple(dict.fromkeys(said.births)),
        identifiers=tuple(dict.fromkeys(said.identifiers)),
        gender=said.gender,
        programme="; ".join(programmes.split("] [")) or None,
        remarks=remarks or None,
        details={key: value for key, value in details.items() if value and value != [""]},
    )


def _names(text: str, kind: NameKind, person: bool) -> Iterable[ListedName]:
    return cut(in_natural_order(text) if person else text, kind)


def _address(row: list[str]) -> dict[str, str]:
    texts = {"street": row[2], "city": row[3], "country": row[4], "note": row[5]}
    return {key: text for key, text in texts.items() if text}
