"""The rows of an XLSX workbook, with what is said of lists where it cannot be read."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from engagement.screening.list_files import files
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.tables import Rows
from engagement.tables import refusals, workbooks

OURS = {"no_workbook": "other_format", "too_many_lines": "too_many"}
"""What a list is refused for, where the reader of tables calls it otherwise."""


def rows(path: Path) -> Rows:
    """The rows of the first sheet that are not empty, values only. Raises `Unreadable`."""
    files.demand(path, "zip", "XLSX")
    try:
        with path.open("rb") as file:
            for number, values in workbooks.rows(file, most_rows=files.MOST_ENTRIES):
                cells = [_text(value) for value in values]
                if any(cells):
                    yield number, cells
    except refusals.Unreadable as refused:
        code = OURS.get(refused.code, refused.code)
        told = {"wanted": "XLSX"} if code == "other_format" else refused.values
        raise Unreadable(code, **told) from refused


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
