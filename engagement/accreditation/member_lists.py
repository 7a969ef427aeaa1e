"""Lists of members as other offices keep them: a CSV file in, entries and problems out. Pure.

`read` finds separator and columns (by `engagement.tables`), or raises `Unreadable`; `entry_of`
reads one line.
Nothing here knows the database: what is there already is the matter of `queries.recordings`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engagement.accreditation import line_problems, list_dates, list_words
from engagement.core import names
from engagement.core.countries import COUNTRIES
from engagement.core.partial_dates import Precision
from engagement.core.references import plain_number
from engagement.matching.identifiers import web_domain
from engagement.matching.names import normalise
from engagement.tables import text as tables
from engagement.tables.reading import Column, Row, demand, lines

NEEDED = ("name", "country", "major_group", "since")
FIRST_YEAR = 1972
"""UNEP was founded in this year: nobody was accredited before."""

LONGEST = {"name": 300, "latin_name": 300, "acronym": 40, "number": 60, "website": 300}
LONGEST_CELL = 2000
MOST_ADDRESSES = 5
COLUMNS = tuple(
    Column(key, line_problems.COLUMNS[key], words, needed=key in NEEDED)
    for key, words in list_words.COLUMNS.items()
)
_ADDRESS = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+\.[^\s@<>\",;.]+")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, from 1 for the heads, and its cells by column."""

    number: int
    cells: dict[str, str]
    surplus: bool = False


@dataclass
class Entry:
    """An accreditation as a list gives it, and what is wrong with it.

    `problems` keep the line from being recorded, `warnings` do not; both are dictionaries with
    `code`, `column`, `read` and more, which `line_problems` turns into sentences.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    warnings: list[dict] = field(default_factory=list)

    def wrong(self, code: str, column: str, read: str, **more) -> None:
        """Note a problem of one column."""
        self.problems.append({"code": code, "column": column, "read": read[:200], **more})


def read(content: bytes, *, most_lines: int) -> Iterator[Line]:
    """The lines below the heads, empty ones left out. Raises `Unreadable`, also on the way."""
    text, _encoding = tables.decoded(content, older=False)
    known = list_words.columns()
    separator = tables.separator_of(text, lambda head: normalise(head) in known)
    demand([known.get(normalise(head)) for head in tables.first_row(text, separator)], COLUMNS)
    return map(_line, lines(tables.rows_of(text, separator), COLUMNS, known, most_lines=most_lines))


def _line(row: Row) -> Line:
    cells = {column: cell[:LONGEST_CELL] for column, cell in row.values.items()}
    return Line(row.line, cells, surplus=row.surplus)


def entry_of(line: Line, *, day: date) -> Entry:
    """What a line says, on `day`: its values, and each problem with the column it stands in."""
    entry, cells = Entry(), line.cells
    if line.surplus:
        entry.wrong("surplus_cells", "name", cells.get("name", ""))
        return entry
    for column in NEEDED:
        if column not in cells:
            entry.wrong("missing", column, "")
    _names(entry, cells)
    _place(entry, cells)
    _day(entry, cells.get("since", ""), day)
    _reach(entry, cells)
    if written := cells.get("number"):
        entry.values["number"] = number(written)
        if len(entry.values["number"]) > LONGEST["number"] or "/" in entry.values["number"]:
            entry.wrong("number_form", "number", written)
    return entry


def _names(entry, cells):
    for column in ("name", "latin_name", "acronym"):
        if not (text := cells.get(column)):
            continue
        if hidden := names.hidden_character(text):
            entry.wrong("hidden", column, text, sign=f"U+{ord(hidden):04X}")
        elif not any(map(str.isalnum, text)) or not 2 <= len(text) <= LONGEST[column]:
            entry.wrong("name_form", column, text, most=LONGEST[column])
        else:
            entry.values[column] = names.tidy(text)


def _place(entry, cells):
    group, country, region = (cells.get(key, "") for key in ("major_group", "country", "region"))
    _known(entry, "major_group", group, list_words.groups())
    _known(entry, "country", country, list_words.countries())
    if not region:
        return
    meant = list_words.regions().get(normalise(region))
    own = COUNTRIES[entry.values["country"]].region if "country" in entry.values else None
    if meant is None or (own is not None and meant != own):
        entry.warnings.append(
            {
                "code": "region_differs" if meant else "region_unknown",
                "column": "region",
                "read": region[:200],
                "ours": own,
            }
        )


def _known(entry, column, text, table):
    if not text:
        return
    if found := table.get(normalise(text)):
        entry.values[column] = found
    else:
        entry.wrong(f"{column}_unknown", column, text, meant=list_words.nearest(text, table))


def _day(entry, text, day):
    if not text:
        return
    try:
        since, precision = list_dates.read(text)
    except list_dates.Ambiguous:
        entry.wrong("date_ambiguous", "since", text)
    except (ValueError, OverflowError):
        entry.wrong("date_unknown", "since", text)
    else:
        if since.year < FIRST_YEAR:
            entry.wrong("date_too_early", "since", text, year=FIRST_YEAR)
        elif since > day:
            entry.wrong("date_to_come", "since", text)
        else:
            entry.values["since"] = since.isoformat()
            entry.values["precision"] = precision.value


def _reach(entry, cells):
    if website := cells.get("website"):
        whole = website if "://" in website else f"https://{website}"
        fits = whole.startswith(("https://", "http://")) and not set(whole) & set(" <>\"'")
        host = whole.partition("://")[2].partition("/")[0]
        if fits and "." in host and len(whole) <= LONGEST["website"]:
            entry.values["website"] = whole
            entry.values["domain"] = web_domain(whole)
        else:
            entry.wrong("website_form", "website", website)
    if email := cells.get("email"):
        if are_addresses(email):
            entry.values["emails"] = addresses(email)
        else:
            entry.wrong("email_form", "email", email)


def number(written: str) -> str:
    """A number as it is kept."""
    return plain_number(written)


def addresses(written: str) -> list[str]:
    """E-mail addresses in a cell, each once."""
    return list(dict.fromkeys(each for each in re.split(r"[\s,;]+", written) if each))


def are_addresses(written: str) -> bool:
    """Whether a cell holds e-mail addresses and nothing else, and not too many."""
    found = addresses(written)
    return len(found) <= MOST_ADDRESSES and all(map(_ADDRESS.fullmatch, found))


def identity(values: dict[str, Any]) -> str:
    """By what a line is known again: folded name, country and day, whatever its number."""
    return f"{normalise(values['name'])}|{values['country']}|{values['since']}"


def since_of(values: dict[str, Any]) -> tuple[date, Precision]:
    """The day and how exactly it is known, from the plain values of an entry."""
    return date.fromisoformat(values["since"]), Precision(values["precision"])
