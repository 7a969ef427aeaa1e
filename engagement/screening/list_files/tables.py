"""Tables: the rows of a CSV file, and rows of any table by the names of its columns."""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from engagement.screening.list_files import files
from engagement.screening.list_files.refusals import Unreadable

Rows = Iterator[tuple[int, list[str]]]
"""(number of the line or row, from 1; cells without space around them)."""

END_OF_FILE = "\x1a"
"""CP/M's mark, which some publishers still write after the last line."""

LONGEST_LINE = 1_000_000
HEADS_WITHIN = 12
"""Rows that may stand above the heads: a title, a day of download."""

_SEPARATORS = ",;\t"
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column we read: `names` are what its head may say, letters' case and accents apart."""

    key: str
    names: tuple[str, ...]
    needed: bool = False


def text_rows(path: Path, *, encoding: str = "utf-8-sig", separator: str | None = None) -> Rows:
    """The rows of a CSV file that are not empty. Raises `Unreadable`, also on the way.

    Quotation marks that are not doubled, as some publishers write them, are taken as they stand.
    """
    files.demand(path, "text", "CSV")
    if path.open("rb").read(2) in files.UTF_16:
        encoding = "utf-16"
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield from _rows(file, separator or _separator(path, encoding))
    except UnicodeError as broken:
        raise Unreadable("encoding") from broken


def by_column(rows: Rows, columns: Sequence[Column], *, whole: bool) -> Iterator[tuple[int, dict]]:
    """(number, cells by key) for the rows below the heads, which may take two rows.

    A row that is shorter than the heads is refused where `whole`, as in a CSV file; in a workbook
    empty cells at its end are just not there.
    """
    above = _first(rows, HEADS_WITHIN)
    places, heads, below, width = _heads(above, columns)
    last = False
    following = _chain(above[below:], rows)
    row = next(following, None)
    while row is not None:
        number, cells = row
        row = next(following, None)
        last = row is None
        if _folded_all(cells) == heads:
            raise Unreadable("doubled")
        if any(cells[width:]) or (whole and len(cells) < width):
            if last and len(cells) < width:
                raise Unreadable("truncated")
            raise Unreadable("cells", line=number, found=len(cells), wanted=width)
        yield (
            number,
            {key: cells[place] if place < len(cells) else "" for key, place in places.items()},
        )


def folded(text: str) -> str:
    """A head as it is compared: small letters without accents, words with one space between.

    >>> folded(" Ineligible-From (Date)")
    'ineligible from date'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return _NO_WORD.sub(" ", plain).strip()


def made_reference(*parts: str) -> str:
    """24 hexadecimal digits out of what an entry without a reference is known by.

    Letters' case, accents, spaces and punctuation make no difference.
    """
    key = "\n".join(folded(part) for part in parts)
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def is_made(reference: str) -> bool:
    """Whether it looks like one of `made_reference`, which says nothing to a reader."""
    return re.fullmatch(r"[0-9a-f]{24}", reference) is not None


def _rows(file: TextIO, separator: str) -> Rows:
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=separator)
    count = 0
    try:
        for cells in reader:
            raw = lines.taken()
            if any(len(cell) > files.LONGEST_TEXT for cell in cells):
                raise Unreadable("damaged", line=lines.number)
            if any(cell.strip() for cell in cells):
                count += 1
                if count > files.MOST_ENTRIES:
                    raise Unreadable("too_many", most=files.MOST_ENTRIES)
                yield lines.number, [cell.strip() for cell in cells]
                last = raw
    except csv.Error as broken:
        raise Unreadable("damaged", line=lines.number) from broken
    if not count:
        raise Unreadable("no_entries")
    if last.count('"') % 2 and last.rstrip()[-1:] != '"':
        raise Unreadable("truncated")


class _Lines:
    """The lines of a file up to its end, with the text of the present record for a last look."""

    def __init__(self, file: TextIO):
        self.file = file
        self.number = 0
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(LONGEST_LINE + 1):
            self.number += 1
            if len(line) > LONGEST_LINE or "\x00" in line:
                raise Unreadable("damaged", line=self.number)
            before, mark, after = line.partition(END_OF_FILE)
            if mark and (after.strip() or self.file.readline().strip()):
                raise Unreadable("doubled")
            self.record.append(before)
            yield before

    def taken(self) -> str:
        """The text of the record that was just read."""
        text, self.record = "".join(self.record), []
        return text


def _separator(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as file:
        head = file.read(files.HEAD)
    return max(_SEPARATORS, key=head.split("\n", 1)[0].count)


def _first(rows: Rows, count: int) -> list[tuple[int, list[str]]]:
    return [row for _, row in zip(range(count), rows, strict=False)]


def _chain(first: list[tuple[int, list[str]]], rest: Rows) -> Rows:
    yield from first
    yield from rest


def _heads(
    above: list[tuple[int, list[str]]], columns: Sequence[Column]
) -> tuple[dict[str, int], list[str], int, int]:
    """Where each column stands, the heads folded, how many rows they end after, their width."""
    best: dict[str, int] = {}
    for row, (_, cells) in enumerate(above):
        following = above[row + 1][1] if row + 1 < len(above) else []
        for heads, rows in ((cells, 1), (_over(cells, following), 2)):
            found = _places(heads, columns)
            if all(column.key in found for column in columns if column.needed):
                width = max(place for place, head in enumerate(heads) if head) + 1
                return found, _folded_all(cells), row + rows, width
            best = max(best, found, key=len)
    missing = [column for column in columns if column.needed and column.key not in best]
    if len(best) < 2 and len(columns) > 2:
        raise Unreadable("other_list")
    raise Unreadable("no_column", column=missing[0].names[0].capitalize())


def _over(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    return [below or above for above, below in zip(upper, lower, strict=True)]


def _places(heads: list[str], columns: Sequence[Column]) -> dict[str, int]:
    texts = _folded_all(heads)
    found: dict[str, int] = {}
    for column in columns:
        place = next((texts.index(name) for name in column.names if name in texts), None)
        if place is not None:
            found[column.key] = place
    return found


def _folded_all(cells: list[str]) -> list[str]:
    return [folded(cell) for cell in cells]
