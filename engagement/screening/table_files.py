"""Read a table of sector or country risk from typed lines or a CSV file: code, level, label."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.countries import COUNTRIES
from engagement.screening.facts import TableLevel

MOST_ROWS = 1000
LONGEST = 200
MOST_BYTES = 1024 * 1024


class Unreadable(ValueError):
    """A line that cannot be read; `sentence` says which and what to do."""

    def __init__(self, sentence: Any):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Row:
    """One sector or country with its level; the label of a country is empty."""

    code: str
    level: TableLevel
    label: str = ""

    def stored(self) -> dict[str, str]:
        """As a version keeps it."""
        return {"code": self.code, "label": self.label, "level": self.level.value}


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8. Raises Unreadable for another one, or one that is too large."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_l("The file is too large. A table has at most one megabyte."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _l("The file is no text in UTF-8. Save it as “CSV UTF-8” and send it again.")
        ) from error


def read_rows(text: str, *, countries: bool) -> tuple[Row, ...]:
    """Rows `code,level[,label]`, sorted by code; a first line that names columns is left out.

    Levels are low, medium, high. Raises Unreadable for the first line that cannot be read.
    """
    rows: dict[str, Row] = {}
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    for number, cells in enumerate(lines, start=1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (number == 1 and [c.lower() for c in cells[:2]] == ["code", "level"]):
            continue
        row = _row(cells, number, countries)
        if row.code in rows:
            raise Unreadable(
                _l("Line %(line)d: “%(code)s” stands there twice.", line=number, code=row.code)
            )
        rows[row.code] = row
        if len(rows) > MOST_ROWS:
            raise Unreadable(_l("A table has at most %(most)d lines.", most=MOST_ROWS))
    if not rows:
        raise Unreadable(_l("There is no line in it. Write one line for each: code,level,label."))
    return tuple(rows[code] for code in sorted(rows))


def _row(cells, number, countries):
    code, level = (*cells, "", "")[:2]
    code, level = code.upper() if countries else code, level.lower()
    label = cells[2] if len(cells) > 2 else ""
    if level not in list(TableLevel):
        raise Unreadable(_l("Line %(line)d: the level has to be low, medium or high.", line=number))
    if countries and code not in COUNTRIES:
        raise Unreadable(
            _l(
                "Line %(line)d: “%(code)s” is no code of a country or area. Codes have two"
                " letters (ISO 3166).",
                line=number,
                code=code,
            )
        )
    if not countries and (not code or not label or len(code) > 40 or len(label) > LONGEST):
        raise Unreadable(
            _l("Line %(line)d: write code,level,label, for example B,high,Mining.", line=number)
        )
    return Row(code, TableLevel(level), "" if countries else label)
