"""An XLSX workbook of one sheet, given away piece by piece while its rows are still being read.

Libraries write the sheet whole before the archive begins, so a long list would keep its reader
waiting (figures in docs/dependencies.md). What is written here is the small part of ISO/IEC 29500
that every spreadsheet reads: texts stand in their cells ("inlineStr"), five styles, no formulas,
no links, no shared strings.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from math import isfinite
from typing import Any

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters that a cell may hold; a longer text ends in an ellipsis."""

MOST_ROWS = 1_048_576
"""Rows that a sheet may have, its heads among them."""

LARGEST_NUMBER = 10**15
"""From here on a spreadsheet forgets the last digits: such numbers are written as text."""

LOOKED_AT = 100
"""Rows by which the widths of columns are chosen."""

NARROWEST, WIDEST = 9, 60
PIECE = 64 * 1024

FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days from 1900 and differ on those before: earlier days are text."""

_DAY_ZERO = date(1899, 12, 30).toordinal()
_PLAIN, _HEAD, _DAY, _MOMENT, _UTC, _MARKED = range(6)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_OF_THE_FORMAT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="%(sheet)s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm&quot; UTC&quot;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    + "".join(
        f'<xf numFmtId="{form}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for form in (164, 165, 166)
    )
    + '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    ' quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
"""All parts but the sheet. The styles are those of `_PLAIN` to `_MARKED`, in that order."""


def workbook(
    sheet: str,
    heads: Sequence[str],
    rows: Iterable[Sequence],
    *,
    right_to_left: bool = False,
    marked: Callable[[str], bool] = lambda text: False,
) -> Iterator[bytes]:
    """The file in pieces: bold heads that stay in sight, widths by the first rows.

    `marked` says which texts are kept as text also when somebody edits their cell. Raises
    ValueError on the way when a sheet cannot hold so many rows.
    """
    out = _Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in _FRAME.items():
            archive.writestr(_entry(name), _XML + text % {"sheet": _sheet_name(sheet)})
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w") as part:
            waiting: list[str] = []
            size = 0
            for text in _sheet(heads, rows, right_to_left, marked):
                waiting.append(text)
                size += len(text)
                if size >= PIECE:
                    part.write("".join(waiting).encode())
                    waiting, size = [], 0
                if out.pieces:
                    yield out.taken()
            part.write("".join(waiting).encode())
    yield out.taken()


class _Outlet:
    """What the archive writes to; without a way back, as is the line to the reader."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep the next bytes until they are taken."""
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """All that was written since the last time."""
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet_name(wanted: str) -> str:
    return _xml(_NO_SHEET_NAME.sub(" ", wanted).strip()[:31] or "1")


def _sheet(heads, rows, right_to_left, marked) -> Iterator[str]:
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    direction = ' rightToLeft="1"' if right_to_left else ""
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews>'
        f'<sheetView{direction} tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{_widths(heads, first)}<sheetData>'
    )
    letters = [_letters(place) for place in range(max(map(len, (heads, *first))))]
    yield _row(1, letters, [_text(head, _HEAD) for head in heads])
    for number, row in enumerate(chain(first, rows), start=2):
        if number > MOST_ROWS:
            raise ValueError("more rows than a sheet can have")
        letters += [_letters(place) for place in range(len(letters), len(row))]
        yield _row(number, letters, [_cell(value, marked) for value in row])
    yield "</sheetData></worksheet>"


def _row(number: int, letters: list[str], cells: list[str]) -> str:
    named = [f'<c r="{name}{number}"{cell}' for name, cell in zip(letters, cells, strict=False)]
    return f'<row r="{number}">{"".join(named)}</row>'


def _letters(place: int) -> str:
    """The name of a column: A to Z, AA and on, from 0."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _cell(value: Any, marked: Callable[[str], bool]) -> str:
    """What follows the address of a cell: style, kind, content."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float | Decimal) and isfinite(value) and abs(value) < LARGEST_NUMBER:
        return f"><v>{value}</v></c>"
    if isinstance(value, datetime) and value.date() > FIRST_DAY:
        return _moment(value)
    if isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
        return f' s="{_DAY}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    text = str(value)
    return _text(text, _MARKED if not text[:1].isalnum() and marked(text) else _PLAIN)


def _moment(value: datetime) -> str:
    style = _MOMENT
    if value.tzinfo is not None:
        value, style = value.astimezone(UTC), _UTC
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f' s="{style}"><v>{value.toordinal() - _DAY_ZERO + seconds / 86400:.10f}</v></c>'


def _text(text: str, style: int) -> str:
    text = str(text)  # markup of templates and lazy words are plain text here
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    shown = f' s="{style}"' if style else ""
    return f'{shown} t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'


def _xml(text: str) -> str:
    """Characters that XML has no place for become the sign for a character that is lost."""
    if "_x" in text:
        text = _ESCAPE_OF_THE_FORMAT.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _widths(heads: Sequence[str], rows: list[Sequence]) -> str:
    """Wide enough for the heads and for what stands in the first rows, within bounds."""
    widths = [_width(head) for head in heads]
    for row in rows:
        if len(row) == len(heads):  # a row of one cell is a remark on the list
            widths = [max(pair) for pair in zip(widths, map(_width, row), strict=True)]
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{min(max(width + 2, NARROWEST), WIDEST)}"'
        ' customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _width(value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, datetime):
        return len("2026-01-01 00:00 UTC")
    text = str(value)[: WIDEST * 4]
    return max(map(breadth, text.splitlines()), default=0)


def breadth(text: str) -> int:
    """How wide a text of one line is, in Latin letters: Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
