"""Reading documents: those that wait for a scan, and every hash that has a row."""

import uuid
from datetime import timedelta

from sqlalchemy import func, select

from engagement.core.clock import now
from engagement.core.db import db
from engagement.documents.models import WAITING, Document, Scan

ALARM = timedelta(minutes=15)
"""How long a document may wait for its scan before `flask doctor` speaks of it."""


def get_document(document_id: uuid.UUID) -> Document | None:
    """A document by its id."""
    return db.session.get(Document, document_id)


def waiting(limit: int = 50) -> list[Document]:
    """Documents the scanner has not answered for, those scanned longest ago or never first."""
    return db.session.scalars(
        select(Document)
        .where(Document.scan.in_(WAITING))
        .order_by(Document.scanned_at.nulls_first(), Document.uploaded_at)
        .limit(limit)
    ).all()


def not_scanned(limit: int = 50) -> list[Document]:
    """Documents that came while there was no scanner, those asked about longest ago first."""
    return db.session.scalars(
        select(Document)
        .where(Document.scan == Scan.NOT_SCANNED)
        .order_by(Document.scanned_at.nulls_first(), Document.uploaded_at)
        .limit(limit)
    ).all()


def waiting_too_long() -> int:
    """How many documents have waited for a scan longer than they should."""
    return db.session.scalar(
        select(func.count())
        .select_from(Document)
        .where(Document.scan.in_(WAITING), Document.uploaded_at < now() - ALARM)
    )


def hashes() -> set[str]:
    """The hash of every document that has a row."""
    return set(db.session.scalars(select(Document.sha256).distinct()))
