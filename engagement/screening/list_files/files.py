"""What a file is by its first bytes, and how large one may be; nothing is parsed before this."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from engagement.screening.list_files.refusals import Unreadable

MOST_BYTES = 64 * 1024 * 1024
"""A file as it is given. The largest list known here has a tenth of it."""

MOST_ENTRIES = 250_000
"""Entries, or rows of a table: ten times the longest list."""

LONGEST_TEXT = 20_000
"""Characters of one cell or element that are kept; longer ones are cut, never a name's."""

HEAD = 4096
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def check(paths: Sequence[Path]) -> None:
    """Refuses empty and huge files, and the same content given twice. Raises `Unreadable`."""
    seen = set()
    for path in paths:
        size = path.stat().st_size
        if size == 0:
            raise Unreadable("empty")
        if size > MOST_BYTES:
            raise Unreadable("too_large", most=MOST_BYTES // (1024 * 1024))
        digest = digest_of(path)
        if digest in seen:
            raise Unreadable("same_file_twice")
        seen.add(digest)


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def kind_of(path: Path) -> str:
    """xml, zip (a workbook is one), text, or what is refused: web_page, pdf, archive, binary."""
    head = _head(path)
    start = _text(head).lstrip("\ufeff \t\r\n").lower()
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"PK")):
        return "archive"
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<script")):
        return "web_page"
    if start.startswith("<?xml"):
        return "web_page" if "<html" in start else "xml"
    if start.startswith("<"):
        return "xml"
    if b"\x00" in head and not head.startswith(UTF_16):
        return "binary"
    return "text"


def demand(path: Path, kind: str, wanted: str) -> None:
    """Refuses a file that is not of this kind; `wanted` is its name for people: XML, CSV, XLSX."""
    if not _head(path).strip(b"\x00\x1a \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty")
    found = kind_of(path)
    if found == kind:
        return
    code = found if found in {"web_page", "pdf", "archive"} else "other_format"
    if code == "other_format":
        raise Unreadable(code, wanted=wanted)
    raise Unreadable(code)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _text(head: bytes) -> str:
    if head.startswith(UTF_16):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace")
