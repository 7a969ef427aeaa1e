"""A table that somebody sends, line by line under the columns that were asked for.

    table = read_table(content, [Column("name", _l("Name"), "Name, Nom, Nombre", needed=True)])
    table.rows      [Row(line=2, values={"name": "Green Youth (Kenya)"})]
    table.faults    [Fault(line=3, column="name", code="missing")]; `fault.sentence` for the reader

Heads are compared as `matching.names.normalise` writes them: case, accents, punctuation and the
digits of another script make no difference.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from engagement.matching.names import normalise
from engagement.tables import text, workbooks
from engagement.tables.refusals import Fault, Unreadable

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_LINES = 5000
LONGEST_CELL = 2000
_FORMULA = re.compile(r"'\s*[=+\-@]")


@dataclass(frozen=True)
class Column:
    """A column that is read: `words` are what its head may say, in any language, with commas."""

    key: str
    label: Any
    words: str
    needed: bool = False
    """The file must have the column, and each line a value in it."""
    most: int = LONGEST_CELL


@dataclass(frozen=True)
class Row:
    """A line: its number in the file, from 1 for the heads, and its cells that are not empty."""

    line: int
    values: dict[str, str]
    surplus: bool = False
    """There are cells beyond the last head, so what stands under which head is not certain."""


@dataclass
class Table:
    """What a file holds. A line with a fault is among `rows` too: the caller may say more of it."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    encoding: str = "utf-8"
    """How the letters were read: utf-8, utf-16, one of Windows, or xlsx."""

    @property
    def good(self) -> list[Row]:
        """The rows without a fault."""
        faulty = {fault.line for fault in self.faults}
        return [row for row in self.rows if row.line not in faulty]


def read_table(
    content: bytes,
    columns: Sequence[Column],
    *,
    most_lines: int = MOST_LINES,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """All lines of a CSV file or of the first sheet of a workbook, told apart by what is in it.

    Raises `Unreadable` for what is wrong with the file as a whole. Nothing is cut off unseen: a
    cell that is too long is a fault of its line.
    """
    if len(content) > most_bytes:
        raise Unreadable("too_large", most=max(1, most_bytes // MEGABYTE))
    words = words_of(columns)
    table = Table()
    if content.startswith(workbooks.BEGINS):
        table.encoding = "xlsx"
        rows = _of_workbook(content, most_lines)
    else:
        written, table.encoding = text.decoded(content)
        separator = text.separator_of(written, lambda head: normalise(head) in words)
        rows = text.rows_of(written, separator)
    table.rows = list(lines(rows, columns, words, most_lines=most_lines))
    table.faults = [fault for row in table.rows for fault in _faults(row, columns)]
    return table


def words_of(columns: Sequence[Column]) -> dict[str, str]:
    """Folded head -> key of its column."""
    return {
        normalise(word): column.key
        for column in columns
        for word in column.words.split(",")
        if word.strip()
    }


def lines(
    rows: text.Rows,
    columns: Sequence[Column],
    words: Mapping[str, str],
    *,
    most_lines: int,
) -> Iterator[Row]:
    """The rows below the heads by the keys of their columns, empty ones left out.

    The heads are looked at at once. Raises `Unreadable`, also on the way: `columns_missing` and
    `column_twice` with the labels of the columns, `too_many_lines`, `no_lines`.
    """
    _, first = next(rows, (0, []))
    heads = [words.get(normalise(cell)) for cell in first]
    demand(heads, columns)
    return _below(rows, heads, most_lines)


def demand(heads: Sequence[str | None], columns: Sequence[Column]) -> None:
    """Refuses heads that lack a column that is needed, or have one twice."""
    found = [head for head in heads if head]
    if missing := [each.key for each in columns if each.needed and each.key not in found]:
        raise Unreadable("columns_missing", columns=_Labels(missing, columns))
    if twice := [key for key in dict.fromkeys(found) if found.count(key) > 1]:
        raise Unreadable("column_twice", columns=_Labels(twice, columns))


class _Labels(list):
    """Keys of columns, whose words are their labels in the reader's language."""

    def __init__(self, keys: Sequence[str], columns: Sequence[Column]):
        super().__init__(keys)
        self.labels = {column.key: column.label for column in columns}

    def __str__(self) -> str:
        return ", ".join(str(self.labels[key]) for key in self)


def _below(rows: text.Rows, heads: Sequence[str | None], most_lines: int) -> Iterator[Row]:
    count = 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > most_lines:
            raise Unreadable("too_many_lines", most=most_lines)
        yield Row(
            number,
            {
                head: plain(cell)
                for head, cell in zip(heads, cells, strict=False)
                if head and cell.strip()
            },
            surplus=any(cell.strip() for cell in cells[len(heads) :]),
        )
    if not count:
        raise Unreadable("no_lines")


def plain(cell: str) -> str:
    """A cell without the apostrophe by which a spreadsheet is kept from running it."""
    written = unicodedata.normalize("NFC", cell).strip()
    return written[1:].strip() if _FORMULA.match(written) else written


def _faults(row: Row, columns: Sequence[Column]) -> Iterator[Fault]:
    if row.surplus:
        yield Fault(row.line, None, "surplus_cells")
        return
    for column in columns:
        value = row.values.get(column.key)
        if value is None:
            if column.needed:
                yield Fault(row.line, column.key, "missing")
        elif len(value) > column.most:
            yield Fault(row.line, column.key, "too_long", {"most": column.most})


def _of_workbook(content: bytes, most_lines: int) -> text.Rows:
    """Rows of a workbook as those of a text; a sheet may say it goes on far below its last line."""
    most_rows = 2 * most_lines + 1000
    for number, values in workbooks.rows(io.BytesIO(content), most_rows=most_rows):
        yield number, [_written(value) for value in values]


def _written(value: Any) -> str:
    """A value as somebody would write it: days as 2026-11-27, whole numbers without a dot."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
