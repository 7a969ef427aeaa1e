"""Lists as files for spreadsheets: CSV and XLSX, sent while they are made, opened safely."""

import csv
import io
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from flask import Response, stream_with_context

from engagement.web.i18n import direction, language
from engagement.web.workbooks import MIME_TYPE, workbook

FORMULA_STARTS = frozenset("=+-@")
CONTROL_STARTS = ("\t", "\r")


def would_run(text: str) -> bool:
    """Whether a spreadsheet that is given `text` as typed would take it for a formula."""
    begins = unicodedata.normalize("NFKC", _first_visible(text))
    return begins in FORMULA_STARTS or text.startswith(CONTROL_STARTS)


def _first_visible(text: str) -> str:
    """The first letter or sign: white space, zero widths and marks of order go unseen before it."""
    return next((letter for letter in text if unicodedata.category(letter)[0] not in "ZC"), "")


def safe_cell(value) -> str:
    """A cell of a CSV file that a spreadsheet shows as text, never runs as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if would_run(text) else text


def csv_answer(name: str, heads: Sequence[str], rows: Iterable[Sequence]) -> Response:
    """Stream `rows` as UTF-8 CSV; spreadsheets need the byte order mark for six scripts."""

    def lines() -> Iterator[str]:
        yield "\ufeff"
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        for row in itertools.chain([heads], rows):
            writer.writerow([safe_cell(cell) for cell in row])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()

    return _file(name, "text/csv", lines())


def xlsx_answer(name: str, heads: Sequence[str], rows: Iterable[Sequence]) -> Response:
    """Stream `rows` as an XLSX workbook of one sheet, from right to left in Arabic.

    Numbers, days and moments stay what they are (moments in UTC, and say so); anything else is
    text. There are no formulas and no links, whatever a text looks like.
    """
    pieces = workbook(
        PurePath(name).stem,
        [str(head) for head in heads],
        rows,
        right_to_left=direction(language()) == "rtl",
        marked=would_run,
    )
    return _file(name, MIME_TYPE, pieces)


def _file(name: str, mimetype: str, pieces: Iterator) -> Response:
    return Response(
        stream_with_context(pieces),
        mimetype=mimetype,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
