"""A list as a file of the kind that was asked for: for spreadsheets whole, on paper while it fits.

    @bp.get(f"/participants.<any({','.join(KINDS)}):kind>")
    @access(Meetings.LIST, get_meeting)
    def download_participants(meeting): ...
        return list_answer(kind, "participants", _("Participants"), heads, rows)

How often somebody may take a file, and what is noted of it, is the matter of the view.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any, Literal

from babel import numbers
from flask import Response, make_response, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from engagement.core.clock import now
from engagement.printing.answers import pdf_answer
from engagement.printing.pdf import NoPdf
from engagement.web.designations import closing_line
from engagement.web.i18n import bdi_text, format_date, format_date_time, language
from engagement.web.spreadsheets import csv_answer, xlsx_answer
from engagement.web.workbooks import breadth

Kind = Literal["csv", "xlsx", "pdf"]
KINDS: tuple[Kind, ...] = ("csv", "xlsx", "pdf")

MOST_CELLS = 1500
"""Cells of a table that becomes a PDF: 250 rows of six columns. Measured: 3 to 5 ms of CPU time a
cell, where the child has 20 s, and a person waits."""

LONGEST_WORD, LONGEST_LINE = 20, 40
"""Letters of a word or a cell beyond which its column gets no wider."""

UPRIGHT, WIDE = 5, 12
"""Columns up to which a list stands upright on A4, and across; one of more takes A3."""


@dataclass(frozen=True)
class ListPaper:
    """What stands on the paper: `rows` of (head, value) pairs; `cut` where there were more."""

    title: str
    heads: list[str]
    rows: list[list[tuple[str, Any]]]
    numeric: list[int]
    cut: bool
    designations: bool
    made_at: datetime

    @property
    def sheet(self) -> str:
        """Which pages of `paper.css` it takes."""
        count = len(self.heads)
        return "upright" if count <= UPRIGHT else "wide" if count <= WIDE else "widest"

    @property
    def widths(self) -> list[int]:
        """The share of each column in hundredths, by its longest word and what its cells hold."""
        lines = [self.heads, *([_text(value) for _, value in row] for row in self.rows)]
        weights = [max(map(_room, column)) for column in zip(*lines, strict=True)]
        return [100 * weight // sum(weights) for weight in weights]


def list_answer(
    kind: Kind,
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence],
    *,
    designations: bool = False,
) -> Response:
    """A list as the file `name` (ASCII, without its ending) in the language of the page.

    The first cell of a row names it. Where `designations`, the sentence on them closes the list:
    wherever it names countries or areas. CSV and XLSX are sent while `rows` are read, so these
    may come from the database in batches. Raises ValueError for another kind.
    """
    if kind == "pdf":
        return pdf_list_answer(f"{name}.pdf", title, heads, rows, designations=designations)
    if designations:
        rows = chain(rows, [[closing_line()]])
    if kind == "xlsx":
        return xlsx_answer(f"{name}.xlsx", heads, rows)
    if kind == "csv":
        return csv_answer(f"{name}.csv", heads, rows)
    raise ValueError(f"no kind of list: {kind}")


def pdf_list_answer(
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence],
    *,
    designations: bool = False,
) -> Response:
    """A list as a tagged PDF called `name`; where none can be made, a page to print that says so.

    Of a list of more than `MOST_CELLS` the first rows stand on the paper, with a sentence.
    """
    paper = paper_of(title, heads, rows, designations=designations)
    try:
        return pdf_answer("printing/list_pdf.html", "bdi", "table", name=name, paper=paper)
    except NoPdf as none:
        answer = make_response(
            render_template("printing/show_list.html", paper=paper, no_pdf=none.code)
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer


def paper_of(
    title: str, heads: Sequence[str], rows: Iterable[Sequence], *, designations: bool
) -> ListPaper:
    """The rows that a paper can hold, in words."""
    heads = [str(head) for head in heads]
    most = max(1, MOST_CELLS // max(1, len(heads)))
    taken = list(islice(rows, most + 1))
    kept = taken[:most]
    columns = range(len(heads))
    return ListPaper(
        title=str(title),
        heads=heads,
        rows=[
            [(head, in_words(value)) for head, value in zip(heads, row, strict=True)]
            for row in kept
        ],
        numeric=[place for place in columns if kept and all(_counts(row[place]) for row in kept)],
        cut=len(taken) > most,
        designations=designations,
        made_at=now(),
    )


def in_words(value: Any) -> Any:
    """A cell for people to read; what is text is kept apart from the words around it."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if _counts(value):  # without grouping: it may be a year or a number of a paper
        return numbers.format_decimal(value, locale=language(), group_separator=False)
    if isinstance(value, datetime):
        aware = value.tzinfo is not None
        return format_date_time(value) if aware else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return format_date(value)
    return bdi_text(str(value))


def _text(value: Any) -> str:
    return value.striptags() if isinstance(value, Markup) else value or ""


def _room(text: str) -> int:
    """How wide a cell should be: its longest word, and half of it where it has many."""
    word = max(map(breadth, text.split()), default=0)
    return 3 + max(min(word, LONGEST_WORD), min(breadth(text), LONGEST_LINE) // 2)


def _counts(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
