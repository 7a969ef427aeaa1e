import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from contextlib import ExitStack

import pytest
from PIL import Image

from engagement.documents import file_types, limited_child
from engagement.documents.file_types import REASONS, WARNINGS, FileType, Kind, Refused, inspect
from tests.documents import samples

PARAGRAPH = "<w:p><w:r><w:t>Statutes</w:t></w:r></w:p>"
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
DOCTYPE = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    '<document xmlns="x">&c;</document>'
)


def inspected(data, name):
    return inspect(io.BytesIO(data), name)


def refusal(data, name):
    with pytest.raises(Refused) as refused:
        inspected(data, name)
    return refused.value.code


def compound_file(inside=b""):
    """The container of older Office files, and of newer ones that have a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000) + inside + bytes(5000)


def word_member(name, content=b"x"):
    return samples.docx(PARAGRAPH, more={name: content})


@pytest.mark.parametrize(
    ("name", "data", "kind", "pages", "pixels"),
    [
        ("a.pdf", samples.pdf(copies=3), Kind.PDF, 3, None),
        ("SCAN.PDF", samples.scanned_pages("PDF", 2), Kind.PDF, 2, None),
        ("a.pdf", b"\xef\xbb\xbf\r\n" + samples.pdf(), Kind.PDF, 1, None),
        ("a.pdf", samples.pdf() + bytes(3000), Kind.PDF, 1, None),
        ("a.pdf", samples.pdf_locked_without_password(), Kind.PDF, 1, None),
        ("a.jpg", samples.picture("JPEG"), Kind.JPEG, 1, 1_080_000),
        ("a.jpeg", samples.picture("JPEG", progressive=True), Kind.JPEG, 1, 1_080_000),
        ("a.png", samples.picture("PNG"), Kind.PNG, 1, 1_080_000),
        ("a.webp", samples.picture("WEBP"), Kind.WEBP, 1, 1_080_000),
        ("a.tif", samples.scanned_pages("TIFF", 3), Kind.TIFF, 3, 935_000),
        ("a.docx", samples.docx(PARAGRAPH), Kind.DOCX, None, None),
        ("a.xlsx", samples.xlsx("<row/>"), Kind.XLSX, None, None),
        ("a.odt", samples.open_document("text", ""), Kind.ODT, None, None),
        ("a.ods", samples.open_document("spreadsheet", ""), Kind.ODS, None, None),
        ("a.txt", "Règlement — الميثاق — 章程\n".encode(), Kind.TEXT, None, None),
        ("a.txt", "Règlement — الميثاق — 章程\n".encode("utf-16"), Kind.TEXT, None, None),
        ("a.txt", "5 < 6 and <b> is no page".encode("utf-8-sig"), Kind.TEXT, None, None),
    ],
)
def test_honest_file_is_taken(name, data, kind, pages, pixels):
    assert inspected(data, name) == FileType(kind, file_types.MIME[kind], pages, pixels)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("certificate", samples.pdf(), "no_extension"),
        ("a.exe", b"MZ" + bytes(100), "type_not_allowed"),
        ("a.pdf.exe", samples.pdf(), "type_not_allowed"),
        ("a.gif", samples.picture("GIF"), "type_not_allowed"),
        ("a.heic", b"x", "heic"),
        ("a.jpg", b"\0\0\0\x18ftypheic" + bytes(100), "heic"),
        ("a.html", b"<p>", "svg_html"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "svg_html"),
        ("a.pdf", b"<!DOCTYPE html><title>Certificate</title>", "svg_html"),
        ("a.png", b"\xef\xbb\xbf \n<SVG onload=alert(1)>", "svg_html"),
        ("a.txt", b"<html><script>alert(1)</script>", "svg_html"),
        ("a.txt", "\n<html><script>alert(1)</script>".encode("utf-16"), "svg_html"),
        ("a.docm", b"x", "macros"),
        ("a.doc", compound_file(), "old_office"),
        ("a.zip", samples.archive({"a": b"a"}), "archive"),
        ("a.pdf", samples.picture("PNG"), "extension_mismatch"),
        ("a.png", samples.picture("JPEG"), "extension_mismatch"),
        ("a.jpg", samples.picture("WEBP"), "extension_mismatch"),
        ("a.docx", samples.pdf(), "extension_mismatch"),
        ("a.pdf", b"MZ" + bytes(100), "extension_mismatch"),
        ("a.pdf", b"just words", "extension_mismatch"),
        ("a.txt", samples.pdf(), "extension_mismatch"),
        ("a.txt", b"\0\1\2 not text", "extension_mismatch"),
        ("a.txt", "Règlement".encode("latin-1"), "text_encoding"),
        ("a.txt", "الميثاق".encode("cp1256"), "text_encoding"),
        ("a.txt", b"a" * 3_000_000, "too_demanding"),
    ],
)
def test_other_type_is_refused(name, data, code):
    assert refusal(data, name) == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", samples.scanned_pages("PDF", 3)[:-300], "damaged"),
        ("a.pdf", samples.pdf()[: len(samples.pdf()) // 2], "damaged"),
        ("a.pdf", b"%PDF-1.7\n%%EOF\n", "damaged"),
        ("a.pdf", samples.pdf(copies=0), "damaged"),
        # Its second revision is cut: PDFium would show the first as if nothing was missing.
        ("a.pdf", samples.pdf() + b"9 0 obj\n(%s)" % (b"x" * 5000), "damaged"),
        ("a.jpg", samples.picture("JPEG")[:5000], "damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "damaged"),
        ("a.png", samples.picture("PNG")[:-200], "damaged"),
        ("a.webp", samples.picture("WEBP")[:-200], "damaged"),
        ("a.tif", samples.scanned_pages("TIFF", 2)[:-500_000], "damaged"),
        ("a.docx", samples.docx(PARAGRAPH)[:-40], "damaged"),
        ("a.docx", samples.docx("<w:p>"), "damaged"),
        ("a.docx", samples.docx(PARAGRAPH).replace(b"PK\x03\x04", b"PK\x03\x05", 2), "damaged"),
        ("a.pdf", samples.locked_pdf(), "encrypted"),
        ("a.docx", compound_file("EncryptedPackage".encode("utf-16-le")), "encrypted"),
        ("a.docx", compound_file(), "extension_mismatch"),
        (
            "a.odt",
            samples.open_document(
                "text", "", manifest="<file-entry><encryption-data/></file-entry>"
            ),
            "encrypted",
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused(name, data, code):
    if code == "damaged" and name == "a.docx" and data.startswith(b"PK\x03\x05"):
        data = b"PK\x03\x04" + data[4:]
    assert refusal(data, name) == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", samples.pdf(copies=501), "too_many_pages"),
        ("a.png", samples.pixel_flood(), "too_many_pixels"),
        ("a.png", samples.pixel_flood(40_000_001, 1), "too_many_pixels"),
        ("a.docx", samples.docx("<w:p>" + "<w:r/>" * 5_000_000 + "</w:p>"), "archive_bomb"),
        (
            "a.docx",
            samples.docx(more={f"word/media/{n}.png": b"" for n in range(2000)}),
            "archive_bomb",
        ),
    ],
)
def test_file_that_costs_too_much_is_refused(name, data, code):
    assert refusal(data, name) == code


def test_archive_whose_members_share_their_bytes_is_refused():
    one = samples.archive({"word/document.xml": random.Random(1).randbytes(50_000)})
    entry, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    many = one[:entry] + one[entry:end] * 100 + one[end:]
    many = bytearray(many)
    tail = many.index(b"PK\x05\x06")
    many[tail + 8 : tail + 12] = (100).to_bytes(2, "little") * 2
    many[tail + 12 : tail + 16] = ((end - entry) * 100).to_bytes(4, "little")

    assert refusal(bytes(many), "a.docx") == "archive_bomb"


def test_archive_that_lies_about_a_length_is_refused():
    honest = samples.docx("<w:p>" + "a" * 3000 + "</w:p>")
    size = len(
        f'<w:document xmlns:w="{samples.WORDS}"><w:body><w:p>{"a" * 3000}</w:p></w:body>'
        "</w:document>"
    ).to_bytes(4, "little")
    assert honest.count(size) == 2

    assert refusal(honest.replace(size, (40).to_bytes(4, "little")), "a.docx") == "damaged"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", samples.pdf(catalog=b"/OpenAction" + SCRIPT), "active_content"),
        ("a.pdf", samples.pdf(catalog=b"/Names<</JavaScript 9 0 R>>"), "active_content"),
        ("a.pdf", samples.pdf(page=b"/AA<</O" + SCRIPT + b">>"), "active_content"),
        (
            "a.pdf",
            samples.pdf(catalog=b"/OpenAction<</S/Launch/F(calc.exe)>>"),
            "active_content",
        ),
        (
            "a.pdf",
            samples.pdf(
                catalog=b"/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 9 0 R>>/F(a)>>]>>>>",
                more={9: samples.stream(b"/Type/EmbeddedFile", b"MZ")},
            ),
            "active_content",
        ),
        ("a.pdf", samples.pdf(catalog=b"/AcroForm<</XFA[(x)9 0 R]>>"), "active_content"),
        (
            "a.pdf",
            samples.pdf_with_packed_action(b"<</S/J#61vaScript/J#53(app.alert\\(1\\))>>"),
            "active_content",
        ),
        (
            "a.pdf",
            samples.pdf(catalog=b"/OpenAction<</S 9 0 R/JS 8 0 R>>", more={9: b"/JavaScript"}),
            "active_content",
        ),
        (
            "a.pdf",
            samples.pdf_with_packed_action(b"<</S/URI/URI(http://a.org/JavaScript/JS/Launch)>>"),
            None,
        ),
        ("a.pdf", samples.pdf_with_packed_action(SCRIPT, locked=True), "active_content"),
        ("a.pdf", samples.pdf_with_packed_action(b"<</S/URI/URI(x)>>", locked=True), None),
        # Nothing refers to it, so PDFium passes over it; another program may not.
        ("a.pdf", samples.pdf(more={9: SCRIPT}), "active_content"),
        ("a.pdf", samples.pdf(text="how to write /JavaScript and /Launch"), None),
        ("a.docx", word_member("word/vbaProject.bin"), "macros"),
        ("a.docx", word_member("WORD/VBAPROJECT.BIN"), "macros"),
        ("a.docx", word_member("word/activeX/activeX1.xml", "<a/>"), "macros"),
        (
            "a.docx",
            samples.docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "macros",
        ),
        ("a.docx", word_member("word/embeddings/oleObject1.bin"), "active_content"),
        ("a.docx", word_member("word/embeddings/sheet1.xlsx"), None),
        (
            "a.docx",
            word_member(
                "word/_rels/settings.xml.rels",
                samples.relation("r1", "/attachedTemplate", "https://a.org/t.dotm", "External"),
            ),
            "active_content",
        ),
        (
            "a.docx",
            word_member(
                "word/_rels/settings.xml.rels",
                samples.relation("r1", "/attachedTemplate", "\\\\host\\t.dotm", "External"),
            ),
            "active_content",
        ),
        (
            "a.docx",
            word_member(
                "word/_rels/settings.xml.rels",
                samples.relation(
                    "r1", "/attachedTemplate", "file:///C:\\Office\\Normal.dotm", "External"
                ),
            ),
            None,
        ),
        (
            "a.docx",
            word_member(
                "word/_rels/document2.xml.rels",
                samples.relation("r1", "/hyperlink", "https://a.org/", "External"),
            ),
            None,
        ),
        (
            "a.odt",
            samples.open_document("text", "", more={"Basic/Standard/M.xml": "<a/>"}),
            "macros",
        ),
        ("a.odt", samples.open_document("text", "<script:event-listener/>"), "macros"),
        (
            "a.odt",
            samples.open_document(
                "text",
                "",
                manifest='<file-entry media-type="application/vnd.sun.star.oleobject"/>',
            ),
            "active_content",
        ),
        (
            "a.odt",
            samples.open_document("text", "", more={"Configurations2/accelerator/current.xml": ""}),
            None,
        ),
        ("a.docx", word_member("word/comments.xml", DOCTYPE), "damaged"),
        ("a.docx", word_member("word/_rels/x.rels", DOCTYPE), "damaged"),
        ("a.docx", word_member("../../../etc/cron.d/x"), "damaged"),
        ("a.docx", word_member("/etc/cron.d/x"), "damaged"),
        ("a.docx", word_member("word\\document.xml"), "damaged"),
        ("a.docx", word_member("WORD/DOCUMENT2.xml", "<a/>"), "damaged"),
        ("a.docx", samples.open_document("text", ""), "extension_mismatch"),
        ("a.odt", samples.docx(PARAGRAPH), "extension_mismatch"),
        ("a.xlsx", samples.docx(PARAGRAPH), "extension_mismatch"),
        ("a.docx", samples.archive({"notes.txt": b"a"}), "extension_mismatch"),
    ],
)
def test_what_could_act_is_refused_and_what_looks_like_it_is_not(name, data, code):
    if code is None:
        assert inspected(data, name).kind.value == name.split(".")[1]
    else:
        assert refusal(data, name) == code


def test_member_packed_in_an_unusual_way_is_refused():
    file = io.BytesIO(samples.docx(PARAGRAPH))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/media/a.png", b"x" * 1000, zipfile.ZIP_LZMA)

    assert refusal(file.getvalue(), "a.docx") == "damaged"


def test_member_with_a_password_is_refused():
    data = bytearray(samples.docx(PARAGRAPH))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data), "a.docx") == "encrypted"


def test_page_that_takes_too_long_to_draw_is_refused(monkeypatch):
    monkeypatch.setattr(limited_child, "SECONDS", 3)

    assert refusal(samples.pdf_of_forms_in_forms(), "a.pdf") == "too_demanding"


HIDDEN = samples.archive({"Main.class": b"\xca\xfe\xba\xbe" + bytes(40)})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", samples.pdf() + HIDDEN),
        ("a.pdf", samples.pdf(more={9: samples.stream(b"", HIDDEN)})),
        ("a.jpg", samples.picture("JPEG") + HIDDEN),
        ("a.png", samples.picture("PNG") + HIDDEN),
        ("a.txt", b"words and words\n" + samples.archive({"a": b"a"})),
        ("a.jpg", samples.picture("JPEG", comment=samples.pdf())),
    ],
)
def test_two_files_in_one_are_refused(name, data):
    assert refusal(data, name) == "polyglot"


def test_photograph_with_more_behind_it_is_taken():
    # Telephones append a short film or their own notes to a JPEG.
    data = samples.picture("JPEG") + b"SEFH" + bytes(5000)

    assert inspected(data, "a.jpg").kind is Kind.JPEG


def test_place_in_a_photograph_is_warned_of():
    assert inspected(samples.photograph_with_place(), "a.jpg").warnings == ("location",)


def test_small_picture_is_warned_of():
    assert inspected(samples.picture("PNG", (400, 300)), "a.png").warnings == ("small_picture",)


def test_each_code_has_a_sentence_with_the_name():
    for code, sentence in {**REASONS, **WARNINGS}.items():
        assert str(sentence).count("%(name)s") == 1, code
        assert (str(sentence) % {"name": "plan.pdf"}).count("plan.pdf") == 1, code


@pytest.mark.parametrize("opened", ["memory", "spooled", "file", "path"])
def test_file_is_read_however_it_is_held_and_left_at_its_start(tmp_path, opened):
    data = samples.scanned_pages("TIFF", 3)
    (tmp_path / "a").write_bytes(data)
    if opened == "path":
        assert inspect(tmp_path / "a", "a.tif").pages == 3
        return
    with ExitStack() as held:
        if opened == "file":
            file = held.enter_context((tmp_path / "a").open("rb"))
        elif opened == "spooled":
            file = held.enter_context(tempfile.SpooledTemporaryFile(max_size=1000))
            file.write(data)
        else:
            file = io.BytesIO(data)

        assert inspect(file, "a.tif").pages == 3
        assert file.read() == data


@pytest.mark.parametrize(
    ("task", "outcome"),
    [
        ("nothing", "damaged"),
        ("not_json", "damaged"),
        ("deep", "damaged"),
        ("no_dict", "damaged"),
        ("unknown_code", "damaged"),
        ("wrong_types", FileType(Kind.PNG, "image/png", warnings=("location",))),
    ],
)
def test_answer_of_a_child_taken_over_is_not_believed(monkeypatch, task, outcome):
    ask = limited_child.ask
    monkeypatch.setattr(limited_child, "MODULE", "tests.documents.lying_child")
    monkeypatch.setattr(limited_child, "ask", lambda _, *rest: ask("lie", *rest, task))

    if isinstance(outcome, FileType):
        assert inspected(samples.picture("PNG"), "a.png") == outcome
    else:
        assert refusal(samples.picture("PNG"), "a.png") == outcome


def test_random_damage_is_refused_or_harmless():
    chance = random.Random(7)
    for name, data in [
        ("a.pdf", samples.scanned_pages("PDF", 1)),
        ("a.jpg", samples.photograph_with_place()),
        ("a.docx", samples.docx(PARAGRAPH * 50)),
    ]:
        for _ in range(6):
            broken = bytearray(data)
            for _ in range(20):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                inspected(bytes(broken), name)
            except Refused as refused:
                assert refused.code in REASONS


def test_worker_stays_small_through_the_hostile_set(tmp_path):
    big = Image.effect_noise((700, 700), 60).resize((6300, 6300)).convert("RGB")
    big.save(tmp_path / "big.png", compress_level=1)
    files = {
        "flood.png": samples.pixel_flood(),
        "bomb.docx": samples.docx("<w:p>" + "<w:r/>" * 5_000_000 + "</w:p>"),
        "heavy.docx": samples.docx(
            more={"word/media/a.bin": random.Random(1).randbytes(60_000_000)}
        ),
        "locked.pdf": samples.locked_pdf(),
        "pages.pdf": samples.pdf(copies=501),
        "script.pdf": samples.pdf(catalog=b"/OpenAction" + SCRIPT),
        "long.pdf": samples.pdf(
            more={9: samples.stream(b"", random.Random(2).randbytes(60_000_000))}
        ),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from engagement.documents import previews\n"
        "from engagement.documents.file_types import Kind, Refused, inspect\n"
        "from engagement.documents.storage import Store\n"
        "store = Store(Path(sys.argv[1]) / 'store')\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.*')):\n"
        "    with path.open('rb') as file:\n"
        "        store.put(file, limit_bytes=10**9)\n"
        "        try:\n"
        "            print(path.name, inspect(file, path.name).kind)\n"
        "        except Refused as refused:\n"
        "            print(path.name, refused.code)\n"
        "previews.render_page(Path(sys.argv[1]) / 'big.png', Kind.PNG, 1, 1200)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(*(line for line in status.splitlines() if 'VmHWM' in line))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": limited_child.PACKAGES},
        check=True,
    )

    *outcomes, peak = ran.stdout.splitlines()
    assert outcomes == [
        "big.png png",
        "bomb.docx archive_bomb",
        "flood.png too_many_pixels",
        "heavy.docx docx",
        "locked.pdf encrypted",
        "long.pdf pdf",
        "pages.pdf too_many_pages",
        "script.pdf active_content",
    ]
    assert int(peak.split()[1]) < 100_000, "kilobytes at the peak"
