"""Files with a report, an answer or a change: added, taken out, shown to staff once sent."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.standing import settings
from engagement.standing.models import Change, Paper, Proceeding, Report
from engagement.standing.permissions import Standings
from engagement.standing.queries import reports

TOO_LATE = _l("No file can be added or removed now: this has been sent meanwhile.")


@command
def add_paper(
    subject: Report | Proceeding | Change,
    *,
    actor: Actor,
    taken: Taken,
    key: uuid.UUID | None = None,
) -> Paper | None:
    """Put a file that was taken in with a report or an answer; the same file stands there once.

    RuleViolation when it has been sent, or when it holds as many files as it can.
    """
    if twin := once.take(key, actor):
        return reports.get_paper(twin.result_id)
    refuse_late(subject, actor)
    paper = place_paper(subject, taken, actor=actor)
    once.remember(key, paper.id)
    return paper


def place_paper(subject: Report | Proceeding | Change, taken: Taken, *, actor: Actor) -> Paper:
    """The row of a file that was taken in, within a command; of equal files the first."""
    there = reports.papers_of(subject)
    same = [each for each in there if each.document.sha256 == taken.stored.sha256]
    if same:
        return same[0]
    if len(there) >= settings.files_a_record():
        raise RuleViolation(_l("There are as many files as there can be. Join pages in one."))
    paper = Paper(
        document=documents.keep(taken, organization_id=subject.organization_id, actor=actor)
    )
    name = subject.__tablename__.removeprefix("standing_")
    setattr(paper, name, subject)
    db.session.add(paper)
    db.session.flush()
    record("standing:paper:added", paper, actor=actor, name=taken.name, sha256=taken.stored.sha256)
    return paper


@command
def remove_paper(paper: Paper, *, actor: Actor) -> None:
    """Take a file out again that nobody was sent."""
    refuse_late(paper.subject, actor)
    lock(paper)
    if paper.document.submitted_at is not None:
        raise RuleViolation(TOO_LATE)
    record("standing:paper:removed", paper, actor=actor, name=paper.document.name)
    document = paper.document
    db.session.delete(paper)
    db.session.flush()
    documents.forget(document)


def mark_sent(subject: Report | Proceeding | Change) -> None:
    """Within the command that sends: from now on staff may see the files, and none is deleted."""
    for paper in reports.papers_of(subject):
        if paper.document.submitted_at is None:
            paper.document.submitted_at = now()


def refuse_late(subject: Report | Proceeding | Change, actor: Actor) -> None:
    """NotAllowed for others, RuleViolation for what has been sent."""
    lock(subject)
    needed = WRITES[type(subject)]
    if not can(actor, needed, subject):
        raise NotAllowed(needed)
    if not reports.takes_papers(subject):
        raise RuleViolation(TOO_LATE)


WRITES = {
    Report: Standings.WRITE_REPORT,
    Proceeding: Standings.ANSWER,
    Change: Standings.ASK_CHANGE,
}
"""Who adds files to what."""
