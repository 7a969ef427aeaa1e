"""The United Nations Global Compact: its participants, and those it has delisted (CSV).

The Compact publishes pages, not one fixed file: columns are found by their heads, in any order, in
English, French or Spanish (docs/lists.md). All entries are organizations.
"""

from pathlib import Path
from typing import Any

from engagement.screening.list_files.days import day_of, year_of
from engagement.screening.list_files.entries import ListedEntry, ListFile
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

NAME = Column(
    "name",
    (
        "participant", "participant name", "name", "organization", "organization name",
        "organisation", "company", "company name", "nom", "nom du participant", "entreprise",
        "participante", "nombre", "nombre del participante", "empresa",
    ),
    needed=True,
)  # fmt: skip
COUNTRY = Column("country", ("country", "country area", "pays", "pais"), needed=True)
COMMON = (
    Column("id", ("participant id", "id", "identifier", "identifiant", "identificador")),
    NAME,
    COUNTRY,
    Column(
        "type", ("type", "organization type", "participant type", "tipo", "type d organisation")
    ),
    Column("sector", ("sector", "industry", "secteur", "secteur d activite")),
)
JOINED = Column(
    "joined",
    (
        "joined", "joined on", "date joined", "join date", "participant since",
        "date of joining", "date d adhesion", "adhesion", "fecha de adhesion",
    ),
)  # fmt: skip
PARTICIPANTS = (
    *COMMON,
    Column("status", ("status", "cop status", "statut", "estado"), needed=True),
    Column("status_on", ("status date", "status since", "date du statut", "fecha del estado")),
    JOINED,
    Column(
        "cop_due",
        (
            "cop due", "cop due date", "cop due on", "next cop due", "next cop due date",
            "cop deadline", "next cop", "prochaine cop", "proxima cop",
        ),
    ),
    Column("employees", ("employees", "number of employees", "employes", "effectif", "empleados")),
    Column("ownership", ("ownership", "propriete", "propiedad")),
)  # fmt: skip
DELISTED = (
    *COMMON,
    Column(
        "delisted",
        (
            "year expelled", "expelled", "expelled on", "date expelled", "year delisted",
            "delisted", "delisted on", "date delisted", "delisting date", "removed on",
            "annee de radiation", "date de radiation", "ano de expulsion", "fecha de expulsion",
            "year", "date",
        ),
        needed=True,
    ),
    JOINED,
    Column("reason", ("reason", "motif", "raison", "motivo")),
)  # fmt: skip

STATUSES = {
    "active": "active",
    "actif": "active",
    "activo": "active",
    "participant": "active",
    "signatory": "active",
    "non communicating": "non_communicating",
    "noncommunicating": "non_communicating",
    "non communicant": "non_communicating",
    "no comunicante": "non_communicating",
    "delisted": "delisted",
    "expelled": "delisted",
    "radie": "delisted",
    "expulsado": "delisted",
    "withdrawn": "withdrawn",
    "retire": "withdrawn",
    "retirado": "withdrawn",
}
"""By the words of the Compact, folded; whatever else stands there is other, kept as written."""


def read_participants(paths: list[Path]) -> ListFile:
    """Who takes part, with status; `details["status"]` is one of `STATUSES` or other."""
    return _read(paths[0], PARTICIPANTS)


def read_delisted(paths: list[Path]) -> ListFile:
    """Who was delisted, and when: `listed_on` where the day is known, else `details["year"]`."""
    return _read(paths[0], DELISTED)


def _read(path: Path, columns: tuple[Column, ...]) -> ListFile:
    entries: dict[str, ListedEntry] = {}
    seen: set[tuple[str, ...]] = set()
    count = repeated = 0
    for line, cells in by_column(text_rows(path), columns, whole=True):
        count += 1
        if tuple(cells.values()) in seen:
            repeated += 1
            continue
        seen.add(tuple(cells.values()))
        reference = _reference(cells)
        entry = _entry(reference, cells, line)
        known = entries.get(reference)
        if known is not None:
            known.details.setdefault("further_rows", []).append(cells)
        else:
            entries[reference] = entry
    if not count:
        raise Unreadable("no_entries")
    if repeated * 2 >= count:
        raise Unreadable("doubled")
    return ListFile(None, list(entries.values()), repeated, count - repeated - len(entries))


def _reference(cells: dict[str, str]) -> str:
    """The Compact's own number where the file has it, else made of name, country and joining."""
    if cells.get("id"):
        return cells["id"]
    country = " ".join(codes_of(cells["country"])) or cells["country"]
    return made_reference(cells["name"], country, cells.get("joined", ""))


def _entry(reference: str, cells: dict[str, str], line: int) -> ListedEntry:
    names = once(cut(cells["name"], "primary"))
    if not names:
        raise Unreadable("no_name", reference=line)
    details: dict[str, Any] = {
        "country": cells["country"],
        "type": cells.get("type"),
        "sector": cells.get("sector"),
        "joined": _day_or_text(cells.get("joined")),
        "employees": cells.get("employees"),
        "ownership": cells.get("ownership"),
        "reason": cells.get("reason"),
    }
    listed_on = None
    if "status" in cells:
        details["status"] = STATUSES.get(folded(cells["status"]), "other")
        details["status_as_written"] = cells["status"]
        details["status_on"] = _day_or_text(cells.get("status_on"))
        details["cop_due"] = _day_or_text(cells.get("cop_due"))
    else:
        listed_on = day_of(cells["delisted"])
        year = listed_on.year if listed_on else year_of(cells["delisted"])
        if year is None:
            raise Unreadable("no_date", reference=cells["name"], text=cells["delisted"][:40])
        details |= {"status": "delisted", "year": year}
    return ListedEntry(
        reference=reference,
        kind="organization",
        names=names,
        countries=codes_of(cells["country"]),
        listed_on=listed_on,
        details={key: value for key, value in details.items() if value},
    )


def _day_or_text(text: str | None) -> str | None:
    """A day in ISO form where it is one, else as written: a list of participants bars nobody."""
    day = day_of(text)
    return day.isoformat() if day else text
