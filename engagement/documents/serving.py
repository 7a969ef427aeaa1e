"""Answers that carry a document: pictures of pages, and the original as a download."""

from collections.abc import Iterator
from typing import BinaryIO

import structlog
from flask import Response
from flask_babel import gettext as _

from engagement.documents import preview_cache, settings, stores
from engagement.documents.file_names import content_disposition
from engagement.documents.limits import PIECE
from engagement.documents.models import Document, Scan
from engagement.documents.previews import PAGE_MIME, PreviewFailed
from engagement.documents.storage import Damaged, Missing

log = structlog.get_logger()

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


def shown_words(document: Document) -> tuple[list[str], str | None]:
    """The words of each page, and what to say when the document cannot be opened."""
    try:
        return preview_cache.words(document), None
    except PreviewFailed as failure:
        if failure.code == "busy":
            return [], _("Many documents are opened just now. Wait a minute and load it again.")
        return [], _("No picture of this document can be made. Download the original instead.")
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(document.id))
        return [], _("This file cannot be read from our storage. The administrators are told.")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
