"""PDF, in the child: opened by PDFium (built without JavaScript), shown as pictures of pages.

Scripts, programs and attached files are looked for twice: in the bytes as they came, where other
programs may find more than PDFium does, and in a copy as PDFium writes it, where object streams
are unpacked and names are spelt plainly.
"""

import math
import re
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from engagement.documents import picture_content
from engagement.documents.limits import (
    MAX_HEIGHT,
    MAX_PAGES,
    MAX_TEXT,
    PIECE,
    Refused,
)

LOCKED = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
REFERENCE = rb"[0-9]+ \s+ [0-9]+ \s+ R"
ACTIVE = re.compile(
    rb"""
    (?: /S \s* | \bobj \s* ) / (?:JavaScript|Launch|ImportData) (?![\w#.-])
    | / (?:JS|JavaScript|XFA) \s* (?: [(<\[] | %(reference)s )
    | / (?:EF|EmbeddedFiles) \s* (?: << | %(reference)s )
    | /Subtype \s* / (?:FileAttachment|RichMedia) (?![\w#.-])
    """
    % {b"reference": REFERENCE},
    re.VERBOSE,
)
LONGEST_MATCH = 64
TAIL = 64 * 1024
END_WITHIN = 1024


def facts(file: BinaryIO, kind: str) -> dict:
    """The number of pages; the first is drawn and the last is read to prove that they are there."""
    _refuse_cut(file)
    document = _opened(file)
    pages = len(document)
    if pages > MAX_PAGES:
        raise Refused("too_many_pages")
    _refuse_active(file, document)
    _draw(document, 0, 200)
    document[pages - 1].close()
    return {"pages": pages}


def page(file: BinaryIO, kind: str, number: int, width: int) -> bytes:
    """Page `number` (from 1) as WebP, `width` pixels wide, less when it would be too high."""
    document = _opened(file)
    if not 1 <= number <= len(document):
        raise Refused("no_such_page")
    return picture_content.encoded(_draw(document, number - 1, width))


def text(file: BinaryIO, kind: str) -> str:
    """The text layer, each page ended by a form feed; empty when the pages are pictures."""
    document = _opened(file)
    pages, room = [], MAX_TEXT
    for number in range(len(document)):
        layer = document[number].get_textpage()
        pages.append(layer.get_text_range(0, min(layer.count_chars(), room)) + "\f")
        room -= len(pages[-1])
        if room <= 0:
            break
    return "".join(pages)[:MAX_TEXT]


def _opened(file: BinaryIO) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        locked = error.err_code in LOCKED
        raise Refused("encrypted" if locked else "damaged") from error
    if not len(document):
        raise Refused("damaged")
    return document


def _draw(document: pdfium.PdfDocument, index: int, width: int):
    # Without it PDFium leaves out what was filled into a form.
    document.init_forms()
    page = document[index]
    across, down = page.get_size()
    if not (math.isfinite(across) and math.isfinite(down) and across > 0 and down > 0):
        raise Refused("damaged")
    scale = min(width / across, MAX_HEIGHT / down)
    return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")


def _refuse_cut(file: BinaryIO) -> None:
    """A PDF ends in its end mark, save for some empty bytes; PDFium would mend a cut one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    if b"%%EOF" not in file.read().rstrip(b"\0\t\n\f\r ")[-END_WITHIN:]:
        raise Refused("damaged")


def _refuse_active(file: BinaryIO, document: pdfium.PdfDocument) -> None:
    watch = Watch()
    file.seek(0)
    while piece := file.read(PIECE):
        watch.write(piece)
    document.save(watch, flags=pdfium_c.FPDF_NO_INCREMENTAL)
    if watch.found:
        raise Refused("active_content")


class Watch:
    """A file to write to that looks for what could act; `found` says whether there was any.

    It keeps nothing but the end of the last piece.
    """

    def __init__(self) -> None:
        self.found = False
        self._end = b""

    def write(self, piece) -> None:
        seen = self._end + bytes(piece)
        self.found = self.found or ACTIVE.search(seen) is not None
        self._end = seen[-LONGEST_MATCH:]
