"""Firms and persons that the World Bank (XLSX) and the EBRD (CSV) have made ineligible.

Neither gives its entries a reference, so one is made of what does not change while an entry stands:
name, country and first day. Rows that are alike in these three are one entry with all their
addresses and grounds.
"""

import re
from datetime import date
from pathlib import Path

from engagement.screening.list_files.days import day_of
from engagement.screening.list_files.entries import ListFile
from engagement.screening.list_files.ineligible_entries import entry_of
from engagement.screening.list_files.places import codes_of
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.tables import (
    Column,
    Rows,
    by_column,
    made_reference,
    text_rows,
)
from engagement.screening.list_files.workbooks import rows as workbook_rows

COLUMNS = (
    Column("name", ("firm name", "firm", "name", "entity"), needed=True),
    Column("more", ("additional firm info", "additional info")),
    Column("address", ("address",)),
    Column("country", ("country", "nationality"), needed=True),
    Column("from", ("from date", "ineligible from", "from"), needed=True),
    Column("until", ("to date", "ineligible until", "to", "until"), needed=True),
    Column("grounds", ("grounds", "prohibited practice"), needed=True),
    Column("notice", ("notice effective at ebrd",)),
    Column("institution", ("originating institution",)),
)
BANK = (COLUMNS[1],)
EBRD = (COLUMNS[8],)

_DOWNLOADED = re.compile(r"downloaded on\s*:\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")


def read_world_bank(paths: list[Path]) -> ListFile:
    """The bank's list as it is downloaded. Raises `Unreadable`."""
    found: list[tuple[int, list[str]]] = []
    rows = workbook_rows(paths[0])
    generated = _generated(rows, found)
    return _read(_chain(found, rows), needed=BANK, whole=False, generated=generated)


def read_ebrd(paths: list[Path]) -> ListFile:
    """The EBRD's list, a CSV file that has its own way with quotation marks."""
    return _read(text_rows(paths[0]), needed=EBRD, whole=True, generated=None)


def _generated(rows: Rows, found: list[tuple[int, list[str]]]) -> date | None:
    """When the file was made, from its first row, which is kept in `found`."""
    for row in rows:
        found.append(row)
        said = _DOWNLOADED.match(row[1][0].casefold())
        if said is None:
            return None
        day = day_of(f"{said[1]}/{said[2]}/{said[3]}")
        if day is None:
            raise Unreadable("no_generated_date")
        return day
    raise Unreadable("no_entries")


def _chain(first: list[tuple[int, list[str]]], rest: Rows) -> Rows:
    yield from first
    yield from rest


def _read(
    rows: Rows, *, needed: tuple[Column, ...], whole: bool, generated: date | None
) -> ListFile:
    columns = [
        Column(each.key, each.names, needed=True) if each in needed else each for each in COLUMNS
    ]
    parties: dict[str, list[dict[str, str]]] = {}
    seen: set[tuple[str, ...]] = set()
    count = repeated = 0
    for line, cells in by_column(rows, columns, whole=whole):
        count += 1
        if not cells["name"].strip(' "'):
            raise Unreadable("no_name", reference=line)
        row = tuple(cells.values())
        if row in seen:
            repeated += 1
            continue
        seen.add(row)
        parties.setdefault(reference_of(cells), []).append(cells)
    if not count:
        raise Unreadable("no_entries")
    if repeated * 2 >= count:
        raise Unreadable("doubled")
    entries = [entry_of(reference, same) for reference, same in parties.items()]
    return ListFile(generated, entries, repeated, merged=count - repeated - len(entries))


def reference_of(cells: dict[str, str]) -> str:
    """The same while name, country (however it is spelt) and first day stay the same."""
    country = " ".join(codes_of(cells["country"])) or cells["country"]
    return made_reference(cells["name"], country, cells["from"][:10])
