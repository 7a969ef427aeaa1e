"""Workbooks as another program reads them back."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from engagement.web import workbooks
from engagement.web.spreadsheets import would_run
from engagement.web.workbooks import workbook

HEADS = ["Name", "Seats", "Day"]


def made(rows, heads=HEADS, **more):
    return b"".join(workbook("list", heads, rows, marked=would_run, **more))


def sheet_of(rows, **more):
    return load_workbook(io.BytesIO(made(rows, **more))).active


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_cells_come_back_as_what_they_were():
    nairobi = timezone(timedelta(hours=3))
    moment = datetime(2026, 11, 27, 12, 30, tzinfo=nairobi)
    sheet = sheet_of(
        [
            ["Société <b> & 绿色青年 الشباب\nnext", 12, date(2026, 11, 27)],
            [None, Decimal("0.25"), moment],
            ["", -1.5, datetime(2026, 1, 1, 6, 0, 30)],
            [10**16, float("nan"), date(1850, 1, 2)],
            [True],
        ]
    )

    assert values(sheet) == [
        HEADS,
        ["Société <b> & 绿色青年 الشباب\nnext", 12, datetime(2026, 11, 27)],
        [None, 0.25, datetime(2026, 11, 27, 9, 30)],
        [None, -1.5, datetime(2026, 1, 1, 6, 0, 30)],
        [str(10**16), "nan", "1850-01-02"],
        [True, None, None],
    ]
    assert sheet["C2"].number_format == r"yyyy\-mm\-dd"
    assert sheet["C3"].number_format.endswith('" UTC"')
    assert moment.astimezone(UTC).hour == 9


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("https://x.example","a")', "+1", "-1", "@a", " \u200b=1", "＝1", "\t=1"]
)
def test_what_looks_like_a_formula_is_text_and_stays_text_when_edited(text):
    packed = made([[text, "https://x.example", "mailto:x@x.example"]])
    cell = load_workbook(io.BytesIO(packed)).active["A2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    parts = zipfile.ZipFile(io.BytesIO(packed))
    xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in re.sub("<(sheetF|is>)", "", xml)
    assert "hyperlink" not in xml.replace("=HYPERLINK", "")
    assert not any("rels" in name and "sheets/" in name for name in parts.namelist())


def test_what_xml_and_the_format_have_no_place_for_does_no_harm():
    long = "a" * 40_000
    (_, cells) = values(sheet_of([["a\x00\x0b\ud800\uffffb", "_x0041_", long]]))

    assert cells[0] == "a\ufffd\ufffd\ufffd\ufffdb"
    assert cells[1] in {"_x005F_x0041_", "_x0041_"}  # readers that know the escape take it back
    assert (len(cells[2]), cells[2][-1]) == (32_767, "…")


def test_heads_stay_in_sight_columns_are_wide_enough_and_arabic_begins_at_the_right():
    rows = [["绿色青年" * 5, 1, None], ["The designations used do not imply any opinion" * 3]]
    sheet = sheet_of(rows, right_to_left=True)

    assert sheet.freeze_panes == "A2"
    assert all(cell.font.b for cell in sheet[1])
    assert not sheet["A2"].font.b
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [42, workbooks.NARROWEST, workbooks.NARROWEST]
    assert sheet.sheet_view.rightToLeft
    assert not sheet_of(rows).sheet_view.rightToLeft


def test_the_answer_begins_before_the_rows_have_been_read_and_is_not_kept():
    read = []

    def rows():
        for number in range(5000):
            read.append(number)
            yield [f"Green Youth (Kenya) {number} {hash(str(number))}", number] * 13

    sizes, begun = [], None
    for piece in workbook("list", ["Name", "Number"] * 13, rows()):
        begun = len(read) if begun is None else begun
        sizes.append(len(piece))

    assert begun <= workbooks.LOOKED_AT
    assert len(sizes) > 10
    assert max(sizes) < sum(sizes) / 4


def test_a_list_that_breaks_off_is_no_whole_file():
    def rows():
        yield from [["a", 1, None]] * 3000
        raise RuntimeError("the database went away")

    pieces = workbook("list", HEADS, rows())
    sent = io.BytesIO()
    with pytest.raises(RuntimeError):
        for piece in pieces:
            sent.write(piece)

    assert not zipfile.is_zipfile(sent)


def test_more_columns_and_rows_than_letters_and_a_sheet_have(monkeypatch):
    sheet = sheet_of([list(range(800))])
    assert sheet["ADT2"].value == 799

    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    assert len(values(sheet_of([["a"]] * 2))) == 3
    with pytest.raises(ValueError, match="rows"):
        made([["a"]] * 3)
