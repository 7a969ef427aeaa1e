"""Records that keep a document: whoever sees one of them knows of the document, and nobody else.

Features above declare theirs, so that this package knows none of them.
"""

from typing import Any

from sqlalchemy import literal, select, union_all

from engagement.core.db import db
from engagement.documents.models import Document

KEEPERS: dict[str, Any] = {}
"""Models with a `document_id`, by the name of their table."""


def keeps_documents(model) -> None:
    """Let records of a model say who knows of the document they keep."""
    KEEPERS[model.__tablename__] = model


def kept_in(document: Document) -> list[Any]:
    """The records that keep a document; one query, and one for each that it finds."""
    searches = [
        select(literal(name), model.id).where(model.document_id == document.id)
        for name, model in KEEPERS.items()
    ]
    found = db.session.execute(union_all(*searches)).all() if searches else []
    return [db.session.get_one(KEEPERS[name], record_id) for name, record_id in found]
