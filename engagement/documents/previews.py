"""What people are shown of a document: pages as pictures, and its words. Never the file itself."""

from pathlib import Path
from typing import BinaryIO

from engagement.documents import limited_child
from engagement.documents.file_types import PAGED, Kind
from engagement.documents.limits import MAX_TEXT, MAX_WIDTH, MIN_WIDTH, Refused

PAGE_MIME = "image/webp"


class PreviewFailed(Exception):
    """There is no preview. `code`: `no_such_page`, `no_page_image` (text and office files),
    `busy` (worth asking again), `unavailable` (the server's fault), or a reason of
    `file_types.REASONS` such as `damaged` and `too_demanding`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def render_page(file: Path | BinaryIO, kind: Kind, page: int, width: int) -> bytes:
    """Page `page` (from 1) as WebP at most `width` pixels wide (kept within 64 to 2,000).

    The right way up, on white, without any data beside the pixels. A small picture is not
    enlarged. Raises `PreviewFailed`.
    """
    if kind not in PAGED:
        raise PreviewFailed("no_page_image")
    shown = _asked("page", file, kind, page, max(MIN_WIDTH, min(width, MAX_WIDTH)))
    if shown[:4] != b"RIFF" or shown[8:12] != b"WEBP":
        raise PreviewFailed("damaged")
    return shown


def text(file: Path | BinaryIO, kind: Kind) -> str:
    """The words of a document, pages and sheets ended by a form feed, at most 200,000 characters.

    Empty for pictures and for pages that are pictures. Raises `PreviewFailed`.
    """
    return _asked("text", file, kind).decode("utf-8", "replace")[:MAX_TEXT]


def _asked(task: str, file: Path | BinaryIO, kind: Kind, *numbers: int) -> bytes:
    try:
        return limited_child.ask(task, file, kind, *numbers)[1]
    except Refused as refused:
        raise PreviewFailed(refused.code) from refused
