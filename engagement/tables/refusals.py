"""What is wrong with a table: of a whole file (`Unreadable`), or in one line (`Fault`).

Codes with their values, so that they can be kept, and every reader gets them in the own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l


class Unreadable(Exception):
    """The file as a whole; `code` is a key of `OF_FILES`, `sentence` is for the reader."""

    def __init__(self, code: str, **values: Any):
        super().__init__(code)
        self.code, self.values = code, values

    @property
    def sentence(self) -> Any:
        """A lazy sentence in plain words."""
        return OF_FILES[self.code] % self.values if self.values else OF_FILES[self.code]

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line; `column` is the key of one, or None where it is the whole line."""

    line: int
    column: str | None
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> Any:
        """A lazy sentence in plain words."""
        return IN_LINES[self.code] % self.values if self.values else IN_LINES[self.code]


OF_FILES: dict[str, Any] = {
    "empty": _l("The file is empty. Choose another."),
    "too_large": _l("The file is larger than %(most)s megabytes. Divide it into several."),
    "not_text": _l(
        "This is neither a CSV file nor an XLSX workbook. Save the list as one of them."
    ),
    "letters": _l(
        "The letters of the file cannot be read (line %(line)s). Save the list as “CSV UTF-8” or as"
        " XLSX."
    ),
    "not_utf8": _l(
        "The file is not in UTF-8, so names would be damaged. Save the list as “CSV UTF-8”."
    ),
    "columns_missing": _l(
        "The first line has to name the columns. Not found: %(columns)s. Use these names in one of"
        " the six languages."
    ),
    "column_twice": _l("Two columns have the same meaning: %(columns)s. Leave one out."),
    "quotes": _l("Quotation marks are not closed near line %(line)s. Mend that line first."),
    "too_many_lines": _l("The file has more than %(most)s lines. Divide it into several."),
    "no_lines": _l("Below the names of the columns there is no line."),
    "truncated": _l("The workbook ends too early: part of it is missing. Send it again."),
    "no_workbook": _l("This is no XLSX workbook. Save the list as XLSX or as “CSV UTF-8”."),
    "damaged_workbook": _l(
        "The workbook cannot be read: it is damaged, or protected by a password. Open it and save"
        " it as XLSX without a password."
    ),
    "unpacks_too_large": _l(
        "The workbook would unpack to more than %(most)s megabytes. Divide it into several."
    ),
    "dtd": _l(
        "The workbook holds a document type or entities, which can harm the reader. Save the list"
        " as “CSV UTF-8”."
    ),
}
"""By code. Whatever a file holds, reading raises one of these and nothing else."""

IN_LINES: dict[str, Any] = {
    "missing": _l("The cell is empty, and has to be filled in."),
    "too_long": _l("The cell has more than %(most)s characters. Shorten it."),
    "surplus_cells": _l(
        "The line has more cells than there are columns. Put cells that hold the separator between"
        " quotation marks."
    ),
}
