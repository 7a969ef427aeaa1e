"""Lists as files: CSV whose cells never run, workbooks in the direction of the page."""

import io

import pytest
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from openpyxl import load_workbook

from engagement.web.i18n import speaking
from engagement.web.spreadsheets import csv_answer, safe_cell, xlsx_answer


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@a",
        "\tx",
        "\rx",
        "＝1",
        "﹦1",
        "  =1",
        "\n=1",
        "\r\n=1",
        "\u00a0=1",
        "\u3000=1",
        "\u200b=1",
        "\ufeff=1",
        "\u200f\u2067=1",
        "\x00\x1f=1",
    ],
)
def test_a_cell_that_would_run_is_marked_as_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (3, "3"), ("a=b", "a=b"), (" a", " a"), ("\n", "\n"), ("أ=", "أ=")],
)
def test_other_cells_stay(value, expected):
    assert safe_cell(value) == expected


def test_a_workbook_takes_the_cells_a_page_has_and_the_direction_of_its_language(app):
    rows = [[_l("Name"), Markup("<bdi>a</bdi>"), "=1"]]
    for lang, from_the_right in (("ar", True), ("fr", False)):
        with app.test_request_context(), speaking(lang):
            answer = xlsx_answer("register.xlsx", ["a", "b", "c"], rows)
            sheet = load_workbook(io.BytesIO(answer.get_data())).active

        assert bool(sheet.sheet_view.rightToLeft) is from_the_right
        assert sheet["B2"].value == "<bdi>a</bdi>"
        assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1", "s")
        assert 'filename="register.xlsx"' in answer.headers["Content-Disposition"]


def test_a_csv_file_begins_with_its_mark_and_is_sent_line_by_line(app):
    with app.test_request_context():
        pieces = list(csv_answer("a.csv", ["a"], [["=1"], [None]]).response)

    assert pieces == ["\ufeff", "a\r\n", "'=1\r\n", '""\r\n']
