"""Our own list of exclusions: a CSV file that an officer keeps (columns: docs/lists.md)."""

from datetime import date
from pathlib import Path
from typing import Any

from engagement.screening.list_files.days import day_of, year_of
from engagement.screening.list_files.entries import (
    ListedBirth,
    ListedEntry,
    ListedName,
    ListFile,
    PartyKind,
)
from engagement.screening.list_files.places import codes_of
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.tables import (
    Column,
    by_column,
    folded,
    made_reference,
    text_rows,
)
from engagement.screening.list_files.written_names import cut, once

COLUMNS = (
    Column("name", ("name", "nom", "nombre"), needed=True),
    Column("kind", ("kind", "type", "person or organization", "tipo"), needed=True),
    Column("reason", ("reason", "ground", "grounds", "motif", "motivo"), needed=True),
    Column("reference", ("reference", "number", "no", "numero")),
    Column("other_names", ("other names", "aliases", "autres noms", "otros nombres")),
    Column("original", ("name in original script", "original script", "nom d origine")),
    Column("country", ("country", "countries", "pays", "pais")),
    Column("birth", ("birth", "date of birth", "born", "naissance", "date de naissance")),
    Column("identifier", ("identifier", "registration number", "identification", "identifiant")),
    Column("source", ("source", "decided by", "decision", "decision de")),
    Column("listed_on", ("listed on", "since", "from", "depuis", "desde")),
    Column("until", ("until", "to", "jusqu au", "hasta")),
    Column("remarks", ("remarks", "comments", "remarques", "observaciones")),
)
KINDS: dict[str, PartyKind] = {
    "person": "person",
    "individual": "person",
    "personne": "person",
    "persona": "person",
    "organization": "organization",
    "organisation": "organization",
    "organizacion": "organization",
    "company": "organization",
    "firm": "organization",
    "entity": "organization",
    "entreprise": "organization",
    "empresa": "organization",
}


def read(paths: list[Path]) -> ListFile:
    """The list; a cell that is not understood refuses it, since whoever wrote it can correct it.

    Raises `Unreadable`.
    """
    entries: dict[str, ListedEntry] = {}
    for line, cells in by_column(text_rows(paths[0]), COLUMNS, whole=True):
        entry = _entry(cells, line)
        if entry.reference in entries:
            raise Unreadable("repeated_reference", reference=entry.reference)
        entries[entry.reference] = entry
    if not entries:
        raise Unreadable("no_entries")
    return ListFile(None, list(entries.values()))


def _entry(cells: dict[str, str], line: int) -> ListedEntry:
    names = cut(cells["name"], "primary")
    if not names:
        raise Unreadable("no_name", reference=line)
    kind = KINDS.get(folded(cells["kind"]))
    if kind is None:
        raise _not_understood(line, cells, "kind")
    countries = codes_of(cells.get("country"))
    if cells.get("country") and not countries:
        raise _not_understood(line, cells, "country")
    names += cut(cells.get("other_names", ""), "alias")
    names += [ListedName(name.text, "original") for name in cut(cells.get("original", ""), "alias")]
    identifier = cells.get("identifier")
    details: dict[str, Any] = {"grounds": cells["reason"], "source": cells.get("source")}
    return ListedEntry(
        reference=cells.get("reference") or made_reference(cells["name"], kind, *countries),
        kind=kind,
        names=once(names),
        countries=countries,
        births=_births(cells, line),
        identifiers=(("", identifier, None),) if identifier else (),
        listed_on=_day(cells, "listed_on", line),
        until=_day(cells, "until", line),
        remarks=cells.get("remarks") or None,
        details={key: value for key, value in details.items() if value},
    )


def _births(cells: dict[str, str], line: int) -> tuple[ListedBirth, ...]:
    text = cells.get("birth")
    if not text:
        return ()
    day = day_of(text)
    if day:
        return (ListedBirth(day=day.isoformat(), year=day.year),)
    year = year_of(text)
    if year is None:
        raise _not_understood(line, cells, "birth")
    return (ListedBirth(year=year),)


def _day(cells: dict[str, str], key: str, line: int) -> date | None:
    if not cells.get(key):
        return None
    day = day_of(cells[key])
    if day is None:
        raise _not_understood(line, cells, key)
    return day


def _not_understood(line: int, cells: dict[str, str], key: str) -> Unreadable:
    column = next(each for each in COLUMNS if each.key == key)
    head = column.names[0].capitalize()
    return Unreadable("unknown_word", line=line, text=cells[key][:60], column=head)
