"""The rows of an XLSX workbook, measured before it is unpacked."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException

from engagement.screening.list_files import files
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.tables import Rows

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of all parts together; the World Bank's list has 1.3 million."""

MOST_RATIO = 100
"""Bytes out of one byte: tables have 10 to 20."""

FROM_SIZE = 1024 * 1024
"""Smaller parts may be packed as tightly as they like."""

MOST_PARTS = 1000
MOST_COLUMNS = 64
PARTS = frozenset({"[Content_Types].xml", "xl/workbook.xml"})


def rows(path: Path) -> Rows:
    """The rows of the first sheet that are not empty, values only. Raises `Unreadable`."""
    files.demand(path, "zip", "XLSX")
    _measure(path)
    try:
        yield from _rows(path)
    except (Unreadable, GeneratorExit):
        raise
    except Exception as broken:
        # whatever a foreign reader meets inside a damaged workbook: it has no error of its own
        hostile = any(isinstance(each, DefusedXmlException) for each in (broken, broken.__cause__))
        raise Unreadable("dtd" if hostile else "damaged_workbook") from broken


def _measure(path: Path) -> None:
    """Refuses what would unpack to too much; what a part says of its size is all it may give."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise Unreadable("truncated") from broken
    if not {part.filename for part in parts} >= PARTS:
        raise Unreadable("other_format", wanted="XLSX")
    packed_too_tight = any(
        part.file_size > FROM_SIZE and part.file_size > MOST_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if (
        packed_too_tight
        or len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
    ):
        raise Unreadable("unpacks_too_large", most=MOST_UNPACKED // (1024 * 1024))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    # loaded here alone: nobody but an import needs it
    from openpyxl import load_workbook

    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            # what a sheet says of its size is often wrong, and rows are cut to it
            sheet.reset_dimensions()
            for number, values in enumerate(
                sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1
            ):
                if number > files.MOST_ENTRIES:
                    raise Unreadable("too_many", most=files.MOST_ENTRIES)
                cells = [_text(value) for value in values]
                if any(cells):
                    yield number, cells
        finally:
            book.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[: files.LONGEST_TEXT].strip()
