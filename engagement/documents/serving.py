"""Answers that carry a document: pictures of pages, and the original as a download."""

from collections.abc import Iterator
from typing import BinaryIO

from flask import Response

from engagement.documents import settings, stores
from engagement.documents.file_names import content_disposition
from engagement.documents.limits import PIECE
from engagement.documents.models import Document, Scan
from engagement.documents.previews import PAGE_MIME

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""An answer of ours that a person chose the bytes of runs nothing and is kept nowhere (R-22)."""


def may_download(document: Document) -> bool:
    """Clean, or there is no scanner and the rules let originals out with a warning (R-26)."""
    if document.scan == Scan.NOT_SCANNED:
        return settings.open_without_scanner()
    return document.opens


def picture(content: bytes) -> Response:
    """A page as a picture."""
    return Response(content, mimetype=PAGE_MIME, headers=HEADERS)


def download(document: Document) -> Response:
    """The original, never shown in the page. Raises `Missing` or `Damaged`."""
    answer = Response(
        _pieces(stores.store().open(document.sha256)),
        mimetype="application/octet-stream",
        headers=HEADERS | {"Content-Disposition": content_disposition(document.name)},
    )
    answer.content_length = document.size
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
