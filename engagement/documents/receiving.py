"""What every view that takes a file does: count it, look at it, keep it, or say why not."""

import structlog
from markupsafe import Markup, escape

from engagement.core import limits
from engagement.documents import settings
from engagement.documents.file_names import display_name
from engagement.documents.file_types import REASONS, WARNINGS
from engagement.documents.intake import OUR_FAULT, Taken, take_in
from engagement.documents.limits import Refused
from engagement.documents.models import Document
from engagement.web.access import actor

log = structlog.get_logger()
DAY = 24 * 60 * 60


def take_upload(field) -> tuple[Taken | None, int]:
    """The file of a form's field taken in, and 200.

    Or None, the refusal told at the field, and the status of the answer: 422, or 503 when the same
    file may be taken later.
    """
    limits.count("upload", str(actor().id), limit=settings.files_a_day(), seconds=DAY)
    upload = field.data
    try:
        return take_in(upload.stream, upload.filename), 200
    except Refused as refused:
        log.info("upload_refused", code=refused.code)
        field.errors = [naming(REASONS[refused.code], display_name(upload.filename))]
        return None, 503 if refused.code in OUR_FAULT else 422


def warnings_of(document: Document) -> list[Markup]:
    """What was noticed in a file that was taken nevertheless, in words."""
    return [naming(WARNINGS[code], document.name) for code in document.warnings if code in WARNINGS]


def naming(sentence, name: str) -> Markup:
    """A sentence of a file, with the file's name kept apart from the words around it."""
    return Markup(escape(str(sentence))) % {"name": Markup("<bdi>{}</bdi>").format(name)}
