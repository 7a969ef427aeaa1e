"""Papers as PDF, read back by another program."""

import socket
import threading

import pytest

from engagement.printing import pdf
from engagement.printing.answers import style_sheet
from engagement.printing.pdf import NoPdf, pdf_of
from tests.papers import Paper, need_pdf, words

ARABIC = (
    "الإسلام لأجل الأردن الأرض لا إله آلاف اللامركزية ولأن الآخرين لإعادة"
    " المدرسة البيئة الحماية قضاة جمعية الحياة"
    " مسؤول شؤون مبادئ سماء أمن إنسان مؤسسة رئيس شيء"
)
"""25 words: ten with lam-alef, others with ta marbuta or hamza, each at other places."""


@pytest.fixture(autouse=True)
def _pango():
    need_pdf()


def document(body, *, lang="en", direction="ltr", title="A paper", head=""):
    return (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}<style>{style_sheet()}</style></head>"
        f'<body class="pdf">{body}</body></html>'
    )


def refusal(html):
    with pytest.raises(NoPdf) as none:
        pdf_of(html)
    return none.value.code


def test_arabic_words_come_out_of_the_file_as_they_went_in():
    assert len(ARABIC.split()) >= 25
    made = Paper(pdf_of(document(f"<p>{ARABIC}</p>", lang="ar", direction="rtl")))

    assert words(made.text()) == words(ARABIC)
    assert made.boxes() == 0


def test_scripts_stand_on_one_page_without_an_empty_box():
    """Of Devanagari the glyphs alone: its vowel signs are set before they are said."""
    text = "Société – Общество – 绿色青年骨直 – 환경 – かんきょう – Ελλάδα – Môi trường"
    made = Paper(pdf_of(document(f"<p>{text}</p><h2>शिक्षा</h2>")))

    assert made.boxes() == 0
    assert words(made.text())[:-1] == words(text)


def test_the_search_for_empty_boxes_finds_one(monkeypatch):
    """The control of the tests above: without its own check the child sets a sign as a box."""
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.careless_child")

    assert Paper(pdf_of(document("<p>aไทย</p>"))).boxes() == 3


def test_letters_that_no_typeface_has_are_no_reason_for_empty_boxes():
    assert refusal(document("<p>สมาคม</p>")) == "letters"


def test_the_file_is_tagged_and_names_title_and_language():
    picture = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    )
    body = f'<h1>Heading</h1><p>Words</p><img src="{picture}" alt="A code">'
    made = Paper(pdf_of(document(body, lang="ar", title="شهادة")))

    assert made.is_tagged()
    assert (made.title(), made.language()) == ("شهادة", "ar")
    kinds = [kind for kind, _ in made.structure()]
    assert {"H1", "P", "Figure"} <= set(kinds)
    assert ("Figure", "A code") in made.structure()
    assert made.claims_ua()


def test_nothing_is_fetched_and_no_file_is_read():
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def listen():
            while not done.is_set():
                try:
                    asked.append(server.accept()[0].close())
                except TimeoutError:
                    continue

        done = threading.Event()
        listener = threading.Thread(target=listen)
        listener.start()
        place = f"http://127.0.0.1:{server.getsockname()[1]}"
        body = (
            f'<img src="{place}/a.png" alt="a"><img src="file:///etc/hostname" alt="b">'
            f'<a rel="attachment" href="file:///etc/passwd">c</a><p>words</p>'
        )
        head = (
            f'<link rel="stylesheet" href="{place}/x.css">'
            f"<style>@import url({place}/y.css); @font-face {{ font-family: z;"
            f" src: url({place}/z.ttf) }}"
            f" p {{ font-family: z; background: url({place}/p) }}</style>"
            '<link rel="attachment" href="file:///etc/passwd">'
        )
        made = pdf_of(document(body, head=head))
        done.set()
        listener.join()

    assert asked == []
    assert b"root:" not in made
    assert b"EmbeddedFile" not in made


@pytest.mark.parametrize(
    ("manner", "code"), [("no_library", "unavailable"), ("killed", "failed"), ("garbage", "failed")]
)
def test_a_child_that_cannot_work_is_told_apart(monkeypatch, manner, code):
    monkeypatch.setattr(pdf, "MODULE", f"tests.printing.{manner}_child")

    assert refusal("<p>words</p>") == code


def test_a_text_that_takes_too_long_and_a_full_line_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.2)
    assert refusal(document("<p>words</p>")) == "failed"
    monkeypatch.setattr(pdf, "SECONDS_IN_LINE", 0)
    with pdf._turn():
        assert refusal(document("<p>words</p>")) == "busy"


def test_a_text_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.small_child")

    assert refusal(document("<p>words</p>")) == "failed"
