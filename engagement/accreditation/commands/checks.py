"""Checking a submission for completeness, part by part; kept as one goes."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import Application, ApplicationState, Cause, CheckedPart
from engagement.accreditation.permissions import Accreditations
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can


@dataclass(frozen=True)
class PartCheck:
    """How a part (`queries.part_key`) was found: in order, or with a cause and a note."""

    part: str
    in_order: bool
    cause: Cause | None = None
    note: str = ""


@command
def check_completeness(
    application: Application,
    *,
    actor: Actor,
    checks: Collection[PartCheck],
    key: uuid.UUID | None = None,
) -> None:
    """Keep how parts of a submission were found; nobody is told, nothing moves.

    Leaves no hand, like returning: only what is sent is looked at, no criterion is judged.
    """
    if once.take(key, actor):
        return
    lock(application)
    if not can(actor, Accreditations.RETURN, application):
        raise NotAllowed(Accreditations.RETURN)
    if application.state != ApplicationState.SUBMITTED:
        raise RuleViolation(_l("This application is not to be checked now: it has moved on."))
    note_checks(application, actor, checks)
    once.remember(key, application.id)
    record(
        "accreditation:completeness:checked",
        application,
        actor=actor,
        parts=[
            {"part": each.part, "in_order": each.in_order, "cause": each.cause, "note": each.note}
            for each in checks
        ],
    )


def note_checks(application: Application, actor: Actor, checks: Collection[PartCheck]) -> None:
    """Write the latest check of each part; within a command.

    RuleViolation for a part that is none of this submission.
    """
    if not {each.part for each in checks} <= parts_of(application):
        raise RuleViolation(_l("Choose parts of this application."))
    rows = db.session.scalars(select(CheckedPart).filter_by(application_id=application.id))
    there = {row.part: row for row in rows}
    for each in checks:
        row = there.get(each.part)
        if row is None:
            row = CheckedPart(application_id=application.id, part=each.part)
            db.session.add(row)
        row.in_order, row.cause, row.note = each.in_order, each.cause, each.note
        row.submission = application.snapshot.number
        row.checked_by_id, row.checked_at = actor.id, now()


def parts_of(application: Application) -> set[str]:
    """Keys of everything that can be checked: sections, files sent last, papers of the track."""
    track = queries.track_of(application)
    return {
        *(queries.part_key(queries.SECTION_PART, each.key) for each in track.sections),
        *(queries.part_key(queries.PAPER_PART, each.key) for each in track.documents),
        *(
            queries.part_key(queries.FILE_PART, each["id"])
            for each in queries.papers_sent(application)
        ),
    }
