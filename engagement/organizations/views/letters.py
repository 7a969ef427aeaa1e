"""A letter that somebody sends with a claim: taken in, or refused at its field; and given out."""

import structlog
from flask import abort
from markupsafe import Markup, escape

from engagement.core import limits
from engagement.documents import serving
from engagement.documents import settings as document_settings
from engagement.documents.file_names import display_name
from engagement.documents.file_types import REASONS, Refused
from engagement.documents.intake import Taken, take_in
from engagement.documents.models import Document, Scan
from engagement.documents.storage import Damaged, Missing
from engagement.web.access import actor

log = structlog.get_logger()
DAY = 24 * 60 * 60


def take_letter(form) -> tuple[Taken | None, str | None]:
    """The file of `form.file` taken in; or None and the code, the refusal told at the field."""
    limits.count("upload", str(actor().id), limit=document_settings.files_a_day(), seconds=DAY)
    upload = form.file.data
    try:
        return take_in(upload.stream, upload.filename), None
    except Refused as refused:
        log.info("upload_refused", code=refused.code)
        name = Markup("<bdi>{}</bdi>").format(display_name(upload.filename))
        form.file.errors = [Markup(escape(str(REASONS[refused.code]))) % {"name": name}]
        return None, refused.code


def may_download(document: Document) -> bool:
    """Clean, or there is no scanner and the rules let originals out with a warning (R-26)."""
    if document.scan == Scan.NOT_SCANNED:
        return document_settings.open_without_scanner()
    return document.opens


def give_out(document: Document):
    """The letter as a download; an infected or unscanned one is not given out."""
    if not may_download(document):
        abort(404)
    try:
        return serving.download(document)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(document.id))
        abort(503)
