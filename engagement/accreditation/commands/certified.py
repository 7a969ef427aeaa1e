"""Recording certified copies: seen as a file, seen on paper, or waived with a reason."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.process import note_hand
from engagement.accreditation.models import Act, Application, CertifiedCopy, CopySeen
from engagement.accreditation.permissions import Accreditations
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON


@dataclass(frozen=True)
class CopyNote:
    """What is to be recorded of a paper's certified copy; `seen` None takes the record back."""

    document: str
    seen: CopySeen | None
    file: uuid.UUID | None = None
    seen_on: date | None = None
    note: str = ""


@command
def record_certified_copies(
    application: Application,
    *,
    actor: Actor,
    copies: Collection[CopyNote],
    key: uuid.UUID | None = None,
) -> None:
    """Keep what was seen of the certified copies of papers; nobody is told, nothing moves.

    Seeing a copy leaves no hand, like checking what was sent. A waiver does: it says that the
    evidence will do. RuleViolation once the case is decided, and for what cannot be.
    """
    if once.take(key, actor):
        return
    lock(application)
    if not can(actor, Accreditations.RECORD_COPIES, application):
        raise NotAllowed(Accreditations.RECORD_COPIES)
    if application.state not in queries.COPIES_ADDED_IN:
        raise RuleViolation(MOVED_ON)
    there = {row.document: row for row in queries.all_copies(application)}
    holding = queries.copies_recorded(application)
    changes = [each for each in copies if not _same(there.get(each.document), each)]
    for each in changes:
        before = there.get(each.document)
        if each.document in holding and application.state not in queries.COPIES_CHANGED_IN:
            raise RuleViolation(_l("What was recorded of this paper stands: it was relied on."))
        _write(application, actor, each, before)
    if changes:
        once.remember(key, application.id)


def _same(before: CertifiedCopy | None, each: CopyNote) -> bool:
    if before is None or each.seen is None:
        return before is None and each.seen is None
    stored = (before.seen, before.file_id, before.seen_on, before.note)
    return stored == (each.seen, each.file, each.seen_on, each.note)


def _write(
    application: Application, actor: Actor, each: CopyNote, before: CertifiedCopy | None
) -> None:
    if each.seen is None:
        db.session.delete(before)
    else:
        _check(application, each)
        row = before or CertifiedCopy(application=application, document=each.document)
        row.seen, row.file_id, row.seen_on, row.note = (
            each.seen,
            each.file,
            each.seen_on,
            each.note,
        )
        row.recorded_by_id, row.recorded_at = actor.id, now()
        db.session.add(row)
    if each.seen == CopySeen.WAIVED:
        note_hand(application, actor, Act.JUDGED)
    record(
        "accreditation:certified_copy:recorded",
        application,
        actor=actor,
        document=each.document,
        seen=[before.seen if before else None, each.seen],
        file=str(each.file) if each.file else None,
        seen_on=each.seen_on.isoformat() if each.seen_on else None,
        note=each.note,
    )


def _check(application: Application, each: CopyNote) -> None:
    """Guard: a paper of which one is wanted, a file of it, a day that has come, a reason."""
    if each.document not in queries.copies_wanted(application):
        raise RuleViolation(_l("Of this paper no certified copy is wanted."))
    sent = queries.papers_sent(application)
    files = {row["id"] for row in sent if row["requirement"] == each.document}
    wrong = (each.seen == CopySeen.FILE) != (str(each.file) in files) or (
        each.seen != CopySeen.FILE and each.file
    )
    if wrong:
        raise RuleViolation(_l("Choose a file of this paper that was sent."))
    if (each.seen == CopySeen.ON_PAPER) != (each.seen_on is not None) or (
        each.seen_on and each.seen_on > today()
    ):
        raise RuleViolation(_l("Enter the day on which you saw the copy on paper."))
    if each.seen == CopySeen.WAIVED and not each.note.strip():
        raise RuleViolation(_l("Say why no certified copy is needed."))
