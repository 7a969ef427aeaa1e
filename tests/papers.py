"""What tests of papers look at: the text of a PDF, its glyphs, its structure, its codes."""

import contextlib
import ctypes
import io
import re
import unicodedata
import zlib

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

from engagement.printing import pdf


def need_pdf() -> None:
    """Skip the test where no PDF can be made (`bootstrap.py test` says how to get it)."""
    if pdf.why_not():
        pytest.skip(f"no Pango: {pdf.why_not()}")


def words(text: str) -> list[str]:
    """Words as one reads them: NFC, without marks of direction, broken at white space."""
    plain = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return unicodedata.normalize("NFC", plain).split()


SHOWN = re.compile(rb"\[((?:<[0-9a-f]*>|[-0-9. ]+)*)\] ?TJ")
"""What WeasyPrint writes for a piece of text: glyphs of two bytes each, and spaces between."""


def numbers(piece: bytes) -> list[int]:
    """The numbers of the glyphs of a piece."""
    return [
        int(text[place : place + 4], 16)
        for text in re.findall(rb"<([0-9a-f]+)>", piece)
        for place in range(0, len(text), 4)
    ]


def glyph_count(text_object) -> int:
    """How many glyphs the embedded typeface of a piece of text has."""
    face = pdfium.FPDFTextObj_GetFont(text_object)
    size = ctypes.c_size_t()
    pdfium.FPDFFont_GetFontData(face, None, 0, size)
    buffer = (ctypes.c_uint8 * size.value)()
    pdfium.FPDFFont_GetFontData(face, buffer, size.value, size)
    return TTFont(io.BytesIO(bytes(buffer)))["maxp"].numGlyphs


class Paper:
    """A PDF as an independent reader, PDFium, takes it."""

    def __init__(self, content: bytes):
        self.content = content
        self.document = pypdfium2.PdfDocument(content)

    def __len__(self):
        return len(self.document)

    def text(self) -> str:
        """The text of all pages, in the order in which PDFium reads it.

        It takes a hyphen at the end of a line for one that broke a word, and writes U+FFFE.
        """
        pages = (page.get_textpage().get_text_range() for page in self.document)
        return "\n".join(pages).replace("\ufffe", "-")

    def picture(self, page: int = 0) -> Image.Image:
        """A page as one sees it, 144 dots an inch."""
        return self.document[page].render(scale=2).to_pil()

    def codes(self) -> list[str]:
        """What the QR codes of the first page say."""
        return codes_in(self.picture())

    def boxes(self) -> int:
        """How many glyphs are set that their embedded typeface does not have: empty boxes.

        The numbers of glyphs are read from the pages' own code, piece by piece in the order in
        which PDFium finds the same pieces with their typefaces.
        """
        pieces = [piece for code in self._page_codes() for piece in SHOWN.findall(code)]
        faces = [
            glyph_count(each.raw)
            for page in self.document
            for each in page.get_objects()
            if each.type == pdfium.FPDF_PAGEOBJ_TEXT
        ]
        assert pieces, "no text was found: the file is written otherwise than this test knows"
        return sum(
            not 0 < number < known
            for piece, known in zip(pieces, faces, strict=True)
            for number in numbers(piece)
        )

    def claims_ua(self) -> bool:
        """Whether the file's own description says that it follows PDF/UA-1."""
        return any(b'pdfuaid:part="1"' in each for each in self._streams())

    def _page_codes(self):
        return [each for each in self._streams() if b"\nBT\n" in each]

    def _streams(self):
        for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", self.content, re.DOTALL):
            # One packed stream in 256 ends with what looks like half an end of line: it is read
            # without its checksum, whose last byte that is.
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(packed)

    def is_tagged(self) -> bool:
        """Whether the file says that it is (MarkInfo)."""
        return bool(pdfium.FPDFCatalog_IsTagged(self.document.raw))

    def title(self) -> str:
        """The title the file carries."""
        return self.document.get_metadata_dict()["Title"]

    def language(self) -> str:
        """The language of the whole text."""
        size = pdfium.FPDFCatalog_GetLanguage(self.document.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        kind = ctypes.POINTER(pdfium.FPDF_WCHAR)
        pdfium.FPDFCatalog_GetLanguage(self.document.raw, ctypes.cast(buffer, kind), size)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def structure(self) -> list[tuple[str, str]]:
        """Type and alternative text of each element of the first page, in reading order."""
        page = self.document[0]  # held: the tree ends with it
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        found: list[tuple[str, str]] = []
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), found)
        pdfium.FPDF_StructTree_Close(tree)
        page.close()
        return found


def walk(element, found: list) -> None:
    """Add an element and what is in it."""
    if not element:
        return
    found.append(
        (
            words_of(pdfium.FPDF_StructElement_GetType, element),
            words_of(pdfium.FPDF_StructElement_GetAltText, element),
        )
    )
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, place), found)


def words_of(function, element) -> str:
    """The answer of one of PDFium's functions that write text into a buffer."""
    size = function(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    function(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def codes_in(picture: Image.Image | bytes) -> list[str]:
    """What the QR codes in a picture say."""
    if isinstance(picture, bytes):
        picture = Image.open(io.BytesIO(picture))
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
