import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.documents.file_names import content_disposition, display_name, extension


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("certificate.pdf", "certificate.pdf"),
        ("Statuts de l'association – été 2024.PDF", "Statuts de l'association – été 2024.PDF"),
        ("شهادة التسجيل.pdf", "شهادة التسجيل.pdf"),
        ("章程 (副本).docx", "章程 (副本).docx"),
        ("Устав.odt", "Устав.odt"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\fakepath\\scan.jpg", "scan.jpg"),
        ("/absolute/scan.jpg/", "scan.jpg"),
        ("..", "document"),
        ("", "document"),
        ("   ", "document"),
        (".pdf", "document.pdf"),
        (". .pdf", "document.pdf"),
        (".htaccess", "document.htaccess"),
        ("scan\0.pdf", "scan.pdf"),
        ("scan.pdf\0.exe", "scan.pdf.exe"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("scan.pdf. . ", "scan.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066a\u2069\u200fb\u200e\u061c.pdf", "ab.pdf"),
        ("zero\u200bwidth\ufeff\u00ad.pdf", "zerowidth.pdf"),
        ("blank\u3164\u2800.pdf", "blank.pdf"),
        ("\u200c.pdf", "document.pdf"),
        ("tag\U000e0041s.pdf", "tags.pdf"),
        ("lone\ud800.pdf", "lone.pdf"),
        ("wide\u00a0\u2003space.pdf", "wide space.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("console.pdf", "console.pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("page.pdf:program.exe", "page.pdf_program.exe"),
        ('quo"te<b>.pdf', "quo_te_b_.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
        ("a." + "y" * 300, "a." + "y" * 118),
        ("x" * 115 + " . .pdf", "x" * 115 + ".pdf"),
    ],
)
def test_display_name_is_what_may_be_shown(raw, shown):
    assert display_name(raw) == shown


@given(st.text() | st.text(alphabet="/\\. \0\u202eCON.é\u0301\u200d\u0646ab", max_size=300))
def test_display_name_is_always_a_name(raw):
    shown = display_name(raw)

    assert 1 <= len(shown) <= 120
    assert display_name(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert not set(shown) & set('/\\\0\r\n<>:"|?*')
    assert all(unicodedata.bidirectional(c) not in {"RLO", "LRO", "RLE", "LRE"} for c in shown)
    assert not shown.startswith(".") and not shown.endswith((".", " "))


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("Scan.PDF", "pdf"),
        ("scan.pdf ", "pdf"),
        ("scan.pdf\u202e", "pdf"),
        ("scan", ""),
        ("scan.not an ending", ""),
        ("archive.tar.gz", "gz"),
        ("passport.pdf.exe", "exe"),
    ],
)
def test_extension_is_that_of_the_shown_name(name, ending):
    assert extension(name) == ending


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plan.pdf", 'attachment; filename="plan.pdf"'),
        (
            "été.pdf",
            "attachment; filename=\"ete.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9.pdf",
        ),
        (
            "章程.pdf",
            "attachment; filename=\"document.pdf\"; filename*=UTF-8''%E7%AB%A0%E7%A8%8B.pdf",
        ),
        (
            'a";b%41.pdf',
            "attachment; filename=\"a__b_41.pdf\"; filename*=UTF-8''a_%3Bb%2541.pdf",
        ),
        (
            "x\r\nSet-Cookie: a=b.pdf",
            'attachment; filename="x Set-Cookie_ a=b.pdf"',
        ),
    ],
)
def test_content_disposition_follows_the_standard(name, header):
    assert content_disposition(name) == header


def test_content_disposition_inline_says_so():
    assert content_disposition("plan.pdf", inline=True) == 'inline; filename="plan.pdf"'


@given(st.text())
def test_content_disposition_is_one_line_of_ascii(name):
    header = content_disposition(name)

    assert header.isascii() and header.isprintable()
    assert header.count('"') == 2
