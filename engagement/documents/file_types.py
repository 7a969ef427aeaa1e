"""Which files are taken as documents, told by their name and by their content alike.

`inspect` reads the first bytes itself and leaves the rest to the limited child. Whatever it does
not take it refuses with a code; `REASONS` has the sentence for each.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from engagement.documents import limited_child
from engagement.documents.file_names import extension
from engagement.documents.limits import Refused

__all__ = ["PAGED", "REASONS", "WARNINGS", "FileType", "Kind", "Refused", "inspect"]

HEAD = 4096


class Kind(StrEnum):
    """What a document is, as stored."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    TEXT = "text"


PAGED = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF})
"""Kinds whose pages can be shown as pictures."""

MIME = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.TIFF: "image/tiff",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.TEXT: "text/plain",
}

EXTENSIONS = {
    "pdf": Kind.PDF,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "png": Kind.PNG,
    "webp": Kind.WEBP,
    "tif": Kind.TIFF,
    "tiff": Kind.TIFF,
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "odt": Kind.ODT,
    "ods": Kind.ODS,
    "txt": Kind.TEXT,
}

REFUSED_EXTENSIONS = {
    "": "no_extension",
    **dict.fromkeys(("heic", "heif", "hif", "avif"), "heic"),
    **dict.fromkeys(("htm", "html", "xhtml", "mht", "mhtml", "svg", "svgz", "xml"), "svg_html"),
    **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlsb", "pptm"), "macros"),
    **dict.fromkeys(("doc", "dot", "xls", "ppt", "rtf", "wps", "wpd", "sxw"), "old_office"),
    **dict.fromkeys(("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz"), "archive"),
}

BEGINS = (
    (b"%PDF-", {Kind.PDF}),
    (b"\xff\xd8\xff", {Kind.JPEG}),
    (b"\x89PNG\r\n\x1a\n", {Kind.PNG}),
    (b"II*\0", {Kind.TIFF}),
    (b"MM\0*", {Kind.TIFF}),
    (b"PK\x03\x04", {Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.ODS}),
    # Office wraps a file that has a password in its older container; the child tells which it is.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", {Kind.DOCX, Kind.XLSX}),
)
MARKUP = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<!--",
)
HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
BLANK = b"\xef\xbb\xbf\t\n\f\r "


@dataclass(frozen=True)
class FileType:
    """`pages` for PDF and pictures, `pixels` (of the first page) for pictures, else None.

    `warnings` are keys of `WARNINGS`: the file is taken, its owner should know.
    """

    kind: Kind
    mime: str
    pages: int | None = None
    pixels: int | None = None
    warnings: tuple[str, ...] = ()


def inspect(file: Path | BinaryIO, name: str) -> FileType:
    """What the file is. `name` is what its owner calls it. An open file ends at its start.

    Raises `Refused` with a key of `REASONS`. May take seconds: call it outside a transaction.
    """
    with limited_child.as_real_file(file) as source:
        head = source.read(HEAD)
        if not head:
            raise Refused("empty")
        kind = _agreed_kind(head, extension(name))
        try:
            found, _ = limited_child.ask("facts", source, kind)
        except Refused as refused:
            if refused.code in REASONS:
                raise
            raise Refused("damaged") from refused
    return FileType(
        kind=kind,
        mime=MIME[kind],
        pages=_count(found.get("pages")),
        pixels=_count(found.get("pixels")),
        warnings=_known(found.get("warnings")),
    )


def _count(found: object) -> int | None:
    return found if isinstance(found, int) and 0 < found < 10**9 else None


def _known(found: object) -> tuple[str, ...]:
    return tuple(code for code in WARNINGS if code in found) if isinstance(found, list) else ()


def _agreed_kind(head: bytes, ending: str) -> Kind:
    """The kind that the ending names, if the first bytes can be that. Raises `Refused`."""
    if ending in REFUSED_EXTENSIONS:
        raise Refused(REFUSED_EXTENSIONS[ending])
    if ending not in EXTENSIONS:
        raise Refused("type_not_allowed")
    kind = EXTENSIONS[ending]
    if head[4:8] == b"ftyp" and head[8:12] in HEIF:
        raise Refused("heic")
    if head.lstrip(BLANK).lower().startswith(MARKUP):
        raise Refused("svg_html")
    if kind not in _possible_kinds(head):
        raise Refused("extension_mismatch")
    return kind


def _possible_kinds(head: bytes) -> set[Kind]:
    # Some programs put a byte order mark or an empty line before a PDF's first line.
    begins = head.lstrip(BLANK) if head.lstrip(BLANK).startswith(b"%PDF-") else head
    for start, kinds in BEGINS:
        if begins.startswith(start):
            return kinds
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return {Kind.WEBP}
    return {Kind.TEXT}


REASONS = {
    "empty": _l(
        "“%(name)s” is empty. Look at the file on your device: if it opens there, upload it again."
    ),
    "no_extension": _l(
        "The name “%(name)s” has no ending such as .pdf or .jpg, so we cannot tell what it is. "
        "Open it, save it as a PDF, and upload that."
    ),
    "type_not_allowed": _l(
        "“%(name)s” is of a type that we do not take. Save it as a PDF, or upload a photograph "
        "(JPEG, PNG), a text document (DOCX, ODT, TXT) or a spreadsheet (XLSX, ODS)."
    ),
    "extension_mismatch": _l(
        "The content of “%(name)s” is not what the ending of its name says. Open it, save it "
        "again as a PDF, and upload that."
    ),
    "damaged": _l(
        "“%(name)s” cannot be read: it is damaged or incomplete. Open it on your device; if it "
        "opens, save a new copy and upload that, otherwise ask for the file again where you got it."
    ),
    "encrypted": _l(
        "“%(name)s” is protected by a password. Save a copy without the password and upload that."
    ),
    "too_many_pages": _l(
        "“%(name)s” has more than 500 pages. Split it, and upload only the parts that we ask for."
    ),
    "too_many_pixels": _l(
        "The picture “%(name)s” is too large to be opened safely. Save it smaller, for example "
        "4,000 pixels wide, and upload that."
    ),
    "archive_bomb": _l(
        "“%(name)s” unpacks to far more than we can open safely. Save it as a PDF and upload that."
    ),
    "macros": _l(
        "“%(name)s” contains macros, which are small programs. Save it as a PDF, or as DOCX or "
        "XLSX without macros, and upload that."
    ),
    "active_content": _l(
        "“%(name)s” contains scripts, programs, fillable forms with scripts, or attached files, "
        "which could harm those who open it. Open it, print it to a new PDF, and upload that. "
        "Upload attached files one by one."
    ),
    "polyglot": _l(
        "“%(name)s” is two files in one, which is how harmful programs are hidden. Open it, print "
        "it to a new PDF, and upload that."
    ),
    "heic": _l(
        "“%(name)s” is a photograph in a format that many programs cannot open (HEIC). Export or "
        "share it as JPEG and upload that; on an iPhone, choose “Most Compatible” in the camera's "
        "settings and photograph again."
    ),
    "svg_html": _l(
        "“%(name)s” is a web page or a drawing for web pages. Open it in your browser, print it "
        "to a PDF, and upload that."
    ),
    "old_office": _l(
        "“%(name)s” is in an older office format. Open it, save it as PDF, DOCX or XLSX, and "
        "upload that."
    ),
    "archive": _l(
        "“%(name)s” is an archive of several files. Unpack it and upload the documents one by one."
    ),
    "text_encoding": _l(
        "The letters in “%(name)s” are stored in an older way that we cannot read for certain. "
        "Save it as UTF-8 or as a PDF and upload that."
    ),
    "too_demanding": _l(
        "“%(name)s” takes more time or memory to open than we can give. Print it to a new PDF, or "
        "split it into parts, and upload that."
    ),
    "busy": _l(
        "“%(name)s” could not be checked because many files are arriving just now. Wait a minute "
        "and upload it again."
    ),
    "unavailable": _l(
        "“%(name)s” could not be checked because of a fault on our side. Try again in an hour; if "
        "it happens again, write to us."
    ),
    "too_large": _l(
        "“%(name)s” is too large. Save it in a smaller size, or split it into parts, and upload "
        "those."
    ),
    "store_full": _l(
        "“%(name)s” could not be kept because there is no room on our side. Try again in an hour; "
        "what you typed is saved."
    ),
}
"""Code -> sentence for the person who uploaded the file: which file, why, and what to do next."""

WARNINGS = {
    "location": _l(
        "The photograph “%(name)s” says where it was taken. Others are shown a copy without that; "
        "if it could endanger someone, remove it and upload a photograph without location."
    ),
    "small_picture": _l(
        "The picture “%(name)s” is small. If letters on it cannot be read well, photograph the "
        "page again from nearer."
    ),
}
"""Code -> sentence about a file that was taken."""
