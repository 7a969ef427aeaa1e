"""Files for the demo: a page with a line of text, as a PDF or as a photograph of paper."""

import io

from PIL import Image, ImageDraw

from engagement.documents.file_types import MIME, FileType, Kind
from engagement.documents.intake import Taken
from engagement.documents.stores import store


def page(line: str) -> bytes:
    """A PDF of one page that says `line`; letters beyond Latin-1 become question marks."""
    shown = line.encode("latin-1", "replace")
    for special in (b"\\", b"(", b")"):
        shown = shown.replace(special, b"\\" + special)
    content = b"BT /F1 16 Tf 72 760 Td (%s) Tj ET" % shown
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)


def taken(content: bytes) -> Taken:
    """The page in the store, as if it had been looked at: it is known to be harmless.

    Its name is the ending alone.
    """
    return _in_store(content, ".pdf", FileType(kind=Kind.PDF, mime=MIME[Kind.PDF], pages=1))


def photograph(line: str) -> Taken:
    """A paper that says `line`, lying askew on a table, as a telephone would take it."""
    paper = Image.new("RGB", (420, 594), "#fbfaf5")
    drawing = ImageDraw.Draw(paper)
    drawing.text((36, 60), line.encode("latin-1", "replace").decode("latin-1"), fill="#1b2a3a")
    for row in range(110, 500, 26):
        drawing.line((36, row, 380 - row % 70, row), fill="#8a8f96", width=3)
    picture = Image.new("RGB", (520, 700), "#6b5138")
    picture.paste(paper.rotate(2, expand=True, fillcolor="#6b5138"), (40, 40))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=60)
    pixels = picture.width * picture.height
    kind = FileType(kind=Kind.JPEG, mime=MIME[Kind.JPEG], pages=1, pixels=pixels)
    return _in_store(file.getvalue(), ".jpg", kind)


def _in_store(content, ending, file_type):
    stored = store().put(io.BytesIO(content), limit_bytes=len(content))
    return Taken(ending, stored, file_type, to_scan=False)
