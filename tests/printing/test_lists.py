"""One list as CSV, workbook and paper; on a machine that sets no paper too."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from engagement.printing import lists, pdf
from engagement.printing.lists import KINDS, list_answer, paper_of
from engagement.web.designations import closing_line
from engagement.web.i18n import speaking
from tests.pages import check_page
from tests.papers import Paper, need_pdf, words

HEADS = ["Organization", "Country or area", "Seats", "Since"]
NAMES = ("Green Youth (Kenya)", "Société verte", "Общество", "绿色青年", "الشباب الأخضر", "Ñandú")
ROWS = [
    [f"{name} {number}", "Kenya", number, date(2026, 3, 5)]
    for number in range(12)
    for name in NAMES
]


def answer_of(app, lang, kind, rows=ROWS, heads=HEADS):
    with app.test_request_context(f"/{lang}/list"), speaking(lang):
        answer = list_answer(kind, "people", "People <of> ours", heads, rows, designations=True)
        answer.get_data()
        return answer, closing_line()


def test_a_list_is_a_paper_with_heads_on_each_page_in_six_scripts(app):
    need_pdf()
    for lang, day in (("en", "5 March 2026"), ("ar", "5 مارس 2026")):
        answer, closing = answer_of(app, lang, "pdf")
        paper = Paper(answer.get_data())
        pages = [page.get_textpage().get_text_range() for page in paper.document]

        assert (answer.mimetype, len(pages)) == ("application/pdf", 3)
        assert all("Country or area" in page for page in pages)
        assert [page.count("People <of> ours") for page in pages] == [1] * len(pages)
        foots = [sorted(words(page)[-3:]) for page in pages]
        assert foots == [sorted(["/", str(place), "3"]) for place in (1, 2, 3)]
        read = words(paper.text())
        assert all(set(words(name)) <= set(read) for name in NAMES)
        assert set(words(day)) <= set(read)
        assert set(words(closing)) <= set(read)
        assert (paper.boxes(), paper.is_tagged(), paper.claims_ua()) == (0, True, True)
        assert (paper.title(), paper.language()) == ("People <of> ours", lang)
        kinds = [kind for kind, _ in paper.structure()]
        assert (kinds.count("TH") > 4, kinds.count("Table")) == (True, 1)


def test_the_same_list_is_a_workbook_and_a_csv_file(app):
    answer, closing = answer_of(app, "fr", "xlsx")
    sheet = [
        list(row)
        for row in load_workbook(io.BytesIO(answer.get_data())).active.iter_rows(values_only=True)
    ]
    assert sheet[:2] == [HEADS, ["Green Youth (Kenya) 0", "Kenya", 0, datetime(2026, 3, 5)]]
    assert (len(sheet), sheet[-1][0]) == (len(ROWS) + 2, closing)

    lines = answer_of(app, "fr", "csv")[0].get_data(as_text=True).splitlines()
    assert lines[1] == "Green Youth (Kenya) 0,Kenya,0,2026-03-05"
    assert closing in lines[-1]

    with pytest.raises(ValueError, match="no kind"):
        answer_of(app, "fr", "exe")
    assert set(KINDS) == {"csv", "xlsx", "pdf"}


def test_where_no_paper_can_be_set_a_page_to_print_says_so(app, monkeypatch):
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.no_library_child")

    answer, closing = answer_of(app, "en", "pdf", ROWS[:6])
    text = answer.get_data(as_text=True)

    check_page(answer)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/html", "no-store")
    assert "No PDF can be made at the moment. Please print this page" in text
    assert "<bdi>Green Youth (Kenya) 0</bdi>" in text
    assert "People &lt;of&gt; ours" in text
    assert closing in text
    assert "6 entries found" in text


def test_a_list_too_long_for_paper_is_cut_and_says_so(app, monkeypatch):
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.no_library_child")
    monkeypatch.setattr(lists, "MOST_CELLS", 40)
    read = []

    def rows():
        for row in ROWS:
            read.append(row)
            yield row

    text = answer_of(app, "en", "pdf", rows())[0].get_data(as_text=True)

    assert "Only the first 10 entries stand on this paper" in text
    assert text.count("<tr>") == 11
    assert len(read) == 11
    assert "Only the first" not in answer_of(app, "en", "pdf", ROWS[:10])[0].get_data(as_text=True)


def test_cells_are_words_on_paper(app):
    moment = datetime(2026, 3, 5, 22, 30, tzinfo=UTC)
    row = ["<i>", 2026, Decimal("0.50"), True, None, moment, datetime(2026, 1, 2, 3, 4)]
    with app.test_request_context(), speaking("fr"):
        paper = paper_of("a", list("abcdefg"), [row], designations=False)

    shown = [str(value) for _, value in paper.rows[0]]
    assert shown[:5] == ["<bdi>&lt;i&gt;</bdi>", "2026", "0,5", "Oui", "None"]
    assert "6 mars 2026 01:30 (Nairobi)" in shown[5]
    assert shown[6] == "2026-01-02 03:04"
    assert (paper.numeric, paper.sheet) == ([1, 2], "wide")
    assert sum(paper.widths) <= 100
    assert paper.widths[5] == max(paper.widths)
