"""The rows of an XLSX workbook, measured before it is unpacked."""

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from defusedxml.common import DefusedXmlException

from engagement.tables.refusals import Unreadable

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of all parts together; a list of 20,000 lines and 25 columns has 25 million."""

MOST_RATIO = 100
"""Bytes out of one byte: tables have 10 to 20."""

FROM_SIZE = 1024 * 1024
"""Smaller parts may be packed as tightly as they like."""

MOST_PARTS = 1000
MOST_COLUMNS = 64
BEGINS = b"PK\x03\x04"
PARTS = frozenset({"[Content_Types].xml", "xl/workbook.xml"})


def rows(file: BinaryIO, *, most_rows: int) -> Iterator[tuple[int, list[Any]]]:
    """(number, values) of each row of the first sheet, empty ones too; of formulas what they gave.

    Raises `Unreadable`, also on the way.
    """
    _measure(file)
    try:
        yield from _rows(file, most_rows)
    except (Unreadable, GeneratorExit):
        raise
    except Exception as broken:
        # whatever a foreign reader meets inside a damaged workbook: it has no error of its own
        hostile = any(isinstance(each, DefusedXmlException) for each in (broken, broken.__cause__))
        raise Unreadable("dtd" if hostile else "damaged_workbook") from broken


def _measure(file: BinaryIO) -> None:
    """Refuses what would unpack to too much; what a part says of its size is all it may give."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise Unreadable("truncated") from broken
    if not {part.filename for part in parts} >= PARTS:
        raise Unreadable("no_workbook")
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


def _rows(file: BinaryIO, most_rows: int) -> Iterator[tuple[int, list[Any]]]:
    # loaded here alone: nobody but an import needs it
    from openpyxl import load_workbook

    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            # what a sheet says of its size is often wrong, and rows are cut to it
            sheet.reset_dimensions()
            for number, values in enumerate(
                sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1
            ):
                if number > most_rows:
                    raise Unreadable("too_many_lines", most=most_rows)
                yield number, list(values)
        finally:
            book.close()
