"""Tables that somebody sends: letters, separators, heads, workbooks, limits, faults by line."""

import io
import zipfile
from datetime import date, datetime

import pytest
from flask_babel import lazy_gettext as _l
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from engagement.tables import refusals, workbooks
from engagement.tables.reading import Column, Row, read_table
from engagement.tables.refusals import Unreadable
from engagement.web.i18n import speaking
from engagement.web.workbooks import workbook

COLUMNS = (
    Column("name", _l("Name"), "Name, Nom, Nombre, Название, الاسم, 名称", needed=True, most=40),
    Column("seats", _l("Seats"), "Seats, Places, Plazas, Места, المقاعد, 席位", needed=True),
    Column("note", _l("Note"), "Note, Remarque, Nota, Примечание, ملاحظة, 备注"),
)


def as_xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def refusal(content, **limits):
    with pytest.raises(Unreadable) as refused:
        read_table(content, COLUMNS, **limits)
    return refused.value


@pytest.mark.parametrize(
    ("heads", "cell", "older"),
    [
        ("Name,Seats,Note", "Green Youth (Kenya)", "cp1252"),
        ("NOM;places;Remarque", "Société des élèves “verts”", "cp1252"),
        ("Nombre\tPlazas\tNota", "Asociación de niños", "cp1252"),
        ("Название;Места;Примечание", "Общество охраны природы", "cp1251"),
        ("الاسم,المقاعد,ملاحظة", "الشباب الأخضر", "cp1256"),
        ("名称,席位,备注", "绿色青年", None),
    ],
)
def test_heads_and_letters_in_six_languages_and_the_encodings_of_spreadsheets(heads, cell, older):
    separator = next(each for each in ",;\t" if each in heads)
    text = f"{heads}\r\n\r\n{cell}{separator}3{separator}\r\n"
    expected = [Row(3, {"name": cell, "seats": "3"})]

    for encoding in filter(None, ("utf-8", "utf-8-sig", "utf-16", older)):
        table = read_table(text.encode(encoding), COLUMNS)
        assert (table.rows, table.faults) == (expected, [])
        plain = encoding.startswith("utf-8") or (text.isascii() and encoding != "utf-16")
        assert table.encoding == ("utf-8" if plain else encoding)


def test_what_is_wrong_in_a_line_names_line_and_column(app):
    long = "a" * 41
    table = read_table(
        f'Name,Seats,Else\n"two\nlines",1,x\n,2\n{long},\nb,3,y,z\n\'=1,4\n'.encode(), COLUMNS
    )

    assert [(each.line, each.column, each.code) for each in table.faults] == [
        (4, "name", "missing"),
        (5, "name", "too_long"),
        (5, "seats", "missing"),
        (6, None, "surplus_cells"),
    ]
    assert table.rows[0] == Row(3, {"name": "two\nlines", "seats": "1"})
    assert table.good == [table.rows[0], Row(7, {"name": "=1", "seats": "4"})]
    with app.test_request_context(), speaking("fr"):
        assert all("%(" not in str(fault.sentence) for fault in table.faults)
        assert "40" in str(table.faults[1].sentence)


def test_a_workbook_is_read_as_somebody_would_write_it():
    table = read_table(
        as_xlsx(
            ["Nom", None, "Places", "Note"],
            [None],
            ["绿色青年", "x", 3.0, date(2026, 11, 27)],
            ["=1+1", None, 2.5, datetime(2026, 1, 2, 9, 30)],
        ),
        COLUMNS,
    )

    assert (table.encoding, table.rows[0]) == (
        "xlsx",
        Row(3, {"name": "绿色青年", "seats": "3", "note": "2026-11-27"}),
    )
    # a formula has no value until somebody opened the workbook: nothing is computed here
    assert table.rows[1] == Row(4, {"seats": "2.5", "note": "2026-01-02 09:30"})
    assert [(each.line, each.column) for each in table.faults] == [(4, "name")]


def test_a_workbook_that_we_sent_can_be_sent_back():
    rows = [["الشباب الأخضر", 3, None], ["-x", 4, "b"]]
    table = read_table(b"".join(workbook("a", ["الاسم", "المقاعد", "ملاحظة"], rows)), COLUMNS)

    assert (table.rows, table.faults) == (
        [
            Row(2, {"name": "الشباب الأخضر", "seats": "3"}),
            Row(3, {"name": "-x", "seats": "4", "note": "b"}),
        ],
        [],
    )


def unpacking(size):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in workbooks.PARTS:
            archive.writestr(name, b" " * size)
    return kept.getvalue()


SHEET = as_xlsx(["Name", "Seats"], ["a", 1])


def with_entities(packed):
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content
            new.writestr(part.filename, content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"Name\nA\n", "columns_missing"),
        (b"Name,Seats,Nom\nA,1,B\n", "column_twice"),
        (b"Name,Seats\n,\n", "no_lines"),
        (b'Name,Seats\n"A,1\n', "quotes"),
        (b"Name,Seats\n" + b"A,1\n" * 6, "too_many_lines"),
        (b"Name,Seats\n" + b"A,1\n" * 30, "too_large"),
        (b"%PDF-1.7\x00\xff", "not_text"),
        (b"Name,Seats\n\x81\x8d\xff\xfe\xc7e\xe1a,1\n", "letters"),
        ("Name,Seats\nA,1\n".encode("utf-16")[:-1], "letters"),
        (SHEET[:900], "truncated"),
        (b"PK\x03\x04" + b"\0" * 40, "truncated"),
        (unpacking(8 * 1024 * 1024), "unpacks_too_large"),
        (unpacking(10), "damaged_workbook"),
        (with_entities(SHEET), "dtd"),
        (as_xlsx(["Name", "Seats"], *[["a", 1]] * 6), "too_many_lines"),
        (as_xlsx(["Name"]), "columns_missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(app, content, code):
    limits = {"most_lines": 5, "most_bytes": 120 if code == "too_large" else 100_000}

    refused = refusal(content, **limits)

    assert refused.code == code
    with app.test_request_context(), speaking("es"):
        assert "%(" not in str(refused)
    if code == "columns_missing":
        with app.test_request_context(), speaking("en"):
            assert "Not found: Seats." in str(refused)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda b: SHEET[:2000] + b)))
def test_whatever_is_sent_is_read_or_refused(content):
    try:
        read_table(content, COLUMNS, most_lines=5)
    except Unreadable as refused:
        assert refused.code in refusals.OF_FILES
