"""What every view that opens a file does: a page with its words, its picture, the original.

The route has asked who may see it. `of` is the record that the file stands with, under which the
reading is noted; without it the file is everybody's, and nothing is noted.
"""

from dataclasses import dataclass

import structlog
from flask import Response, abort, request

from engagement.audit.reading import note_read
from engagement.core import limits
from engagement.documents import preview_cache, serving, settings
from engagement.documents.file_types import PAGED
from engagement.documents.models import Document, Scan
from engagement.documents.previews import PreviewFailed
from engagement.documents.storage import Damaged, Missing
from engagement.web.access import actor

log = structlog.get_logger()
SHOWN_WIDTH = 1200
HOUR = 3600
TONES = {
    Scan.PENDING: "waiting",
    Scan.UNAVAILABLE: "waiting",
    Scan.CLEAN: "good",
    Scan.NOT_SCANNED: "neutral",
    Scan.INFECTED: "bad",
}
"""How a state of the virus scan is shown, see `components/state_tag.html`."""


@dataclass(frozen=True)
class Opened:
    """One page of a file: `page` of `pages`, from 1; `fault` says why nothing can be shown."""

    document: Document
    page: int
    pages: int
    has_picture: bool
    text: str
    fault: str | None
    can_download: bool

    @property
    def tone(self) -> str:
        """That of its state."""
        return TONES[self.document.scan]


def opened(document: Document, *, of) -> Opened:
    """The page of a file that the address asks for."""
    note_read(of)
    words, fault = serving.shown_words(document) if document.opens else ([], None)
    pages = document.pages or max(1, len(words))
    page = _page_asked(pages)
    return Opened(
        document=document,
        page=page,
        pages=pages,
        has_picture=document.opens and document.kind in PAGED and fault is None,
        text=words[page - 1].strip() if page <= len(words) else "",
        fault=fault,
        can_download=serving.may_download(document),
    )


def page_picture(document: Document, *, of) -> Response:
    """A page as WebP; `page` from 1 and `width` in pixels stand in the address."""
    if not document.opens:
        abort(404)
    limits.count_coarsely(
        "page-picture", str(actor().id), limit=settings.pictures_an_hour(), seconds=HOUR
    )
    note_read(of)
    width = request.args.get("width", default=SHOWN_WIDTH, type=int)
    page = _page_asked(document.pages or 10_000)
    try:
        return serving.picture(preview_cache.page_image(document, page, width))
    except PreviewFailed as failure:
        abort(503 if failure.code in {"busy", "unavailable"} else 404)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(document.id))
        abort(503)


def original(document: Document, *, of=None) -> Response:
    """The file as an attachment; an infected or unscanned one is not given out."""
    if not serving.may_download(document):
        abort(404)
    if of is not None:
        note_read(of)
    try:
        return serving.download(document)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(document.id))
        abort(503)


def _page_asked(pages: int) -> int:
    return max(1, min(request.args.get("page", default=1, type=int), pages))
