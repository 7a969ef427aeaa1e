"""Certified copies: of which papers of a case one is wanted, and what was recorded of each."""

from sqlalchemy import select

from engagement.accreditation.models import Application, ApplicationState, CertifiedCopy, CopySeen
from engagement.accreditation.queries.applications import definition_of, papers_sent
from engagement.core.db import db
from engagement.documents.models import Scan

S = ApplicationState
COPIES_CHANGED_IN = frozenset({S.SUBMITTED, S.RETURNED, S.IN_REVIEW, S.CLARIFICATION})
"""States in which a record can be made, changed and taken back."""
COPIES_ADDED_IN = COPIES_CHANGED_IN | {S.RECOMMENDED, S.RECONSIDERATION}
"""Until the decision what is still open can be settled: paper may come late, by post."""


def copies_wanted(application: Application) -> list[str]:
    """Keys of the papers of the last submission whose certified copy is wanted (product 3.1).

    The track's version says which. Of evidence by other means none is wanted: a resolution of
    elders or a statement spoken before witnesses has no office that certifies a copy.
    """
    papers = definition_of(application).get("documents", [])
    certified = [each["key"] for each in papers if each.get("certified")]
    sent = papers_sent(application)
    usual = {each["requirement"] for each in sent if not each["means"]}
    return [key for key in certified if key in usual]


def copies_recorded(application: Application) -> dict[str, CertifiedCopy]:
    """What was recorded, by key of the paper, as far as it holds.

    A file that was replaced since, or in which something harmful was found, is no copy any more.
    """
    rows = all_copies(application)
    sent = papers_sent(application)
    ids = {each["id"] for each in sent}
    return {row.document: row for row in rows if _holds(row, ids)}


def all_copies(application: Application) -> list[CertifiedCopy]:
    """Every record of a case, also one that does not hold any more: a few, read one by one."""
    return db.session.scalars(
        select(CertifiedCopy)
        .filter_by(application_id=application.id)
        .order_by(CertifiedCopy.recorded_at)
    ).all()


def copies_open(application: Application) -> list[str]:
    """Keys of the papers whose certified copy was neither seen nor waived."""
    wanted = copies_wanted(application)
    recorded = copies_recorded(application) if wanted else {}
    return [key for key in wanted if key not in recorded]


def copies_not_to_send(application: Application) -> frozenset[str]:
    """Keys of the papers whose copy came on paper or was waived: no file of it is waited for."""
    recorded = copies_recorded(application).values()
    return frozenset(row.document for row in recorded if row.seen != CopySeen.FILE)


def _holds(row: CertifiedCopy, ids: set[str]) -> bool:
    if row.file is None:
        return True
    return str(row.file_id) in ids and row.file.document.scan != Scan.INFECTED
