"""Return for completion and sending again: only what was returned may be edited meanwhile."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.commands.checks import PartCheck, note_checks
from engagement.accreditation.commands.process import (
    move,
    note_hand,
    note_on_behalf,
    tell_focal_points,
    tell_reviewers,
)
from engagement.accreditation.commands.screening import begin_screening
from engagement.accreditation.commands.submission import change_path, freeze, refuse_unseen
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationPath,
    ApplicationState,
    Cause,
    ReturnedPart,
    ReturnForCompletion,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.workflow import RESUBMIT, RETURN
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.organizations import commands as organizations
from engagement.organizations.models import IDENTITY


@dataclass(frozen=True)
class MissingPart:
    """A section (with a note) or a document (with a cause) that has to be completed.

    `file` is one of several files of the document, by its id.
    """

    note: str = ""
    section: str | None = None
    document: str | None = None
    cause: Cause | None = None
    file: uuid.UUID | None = None


@command
def return_application(
    application: Application,
    *,
    actor: Actor,
    parts: list[MissingPart],
    checks: Collection[PartCheck] = (),
    key: uuid.UUID | None = None,
) -> None:
    """Send an application back for completion, saying of each part what is asked for.

    `checks` are all that was found on the way, kept with it. RuleViolation when nothing is asked
    for, or when a part is none of this application's.
    """
    if once.take(key, actor):
        return
    move(RETURN, application, actor=actor)
    if not parts:
        raise RuleViolation(_l("Say of at least one part what has to be completed."))
    track = queries.track_of(application)
    known = {each.key for each in (*track.sections, *track.documents)}
    if any((part.section or part.document) not in known for part in parts):
        raise RuleViolation(_l("Choose parts of this application."))
    files = {each.id: each.requirement for each in queries.documents_of(application)}
    if any(part.file and files.get(part.file) != part.document for part in parts):
        raise RuleViolation(_l("Choose files of this application."))
    note_checks(application, actor, checks)
    returned = ReturnForCompletion(
        application=application,
        number=len(queries.returns_of(application)) + 1,
        returned_by_id=actor.id,
        returned_at=now(),
        due_on=application.due_on,
        parts=[
            ReturnedPart(
                position=position,
                section=part.section,
                document=part.document,
                cause=part.cause,
                note=part.note,
                file_id=part.file,
            )
            for position, part in enumerate(parts, 1)
        ],
    )
    db.session.add(returned)
    once.remember(key, application.id)
    record(
        "accreditation:application:returned",
        application,
        actor=actor,
        due_on=returned.due_on.isoformat(),
        parts=[
            {
                "section": part.section,
                "document": part.document,
                "cause": part.cause,
                "note": part.note,
                "file": str(part.file) if part.file else None,
            }
            for part in parts
        ],
    )
    tell_focal_points(
        "application_returned",
        application,
        returned=returned,
        parts=queries.parts_in_words(returned),
    )


@command
def save_section(
    application: Application,
    section: str,
    *,
    actor: Actor,
    answers: dict,
    complete: bool,
    version: int,
    alike: list[uuid.UUID] | None = None,
) -> None:
    """Save a section of the profile as a part of this application, while it may be edited.

    RuleViolation for a section that is frozen, Stale when a colleague saved it meanwhile.
    """
    lock(application)
    if not can(actor, Accreditations.EDIT, application):
        raise NotAllowed(Accreditations.EDIT)
    if frozen := queries.why_frozen(application, section):
        raise RuleViolation(frozen)
    organizations.save_section(
        application.organization,
        section,
        actor=actor,
        answers=answers,
        complete=complete,
        version=version,
        alike=alike,
    )
    keep_path_open(application, actor)


def keep_path_open(application: Application, actor: Actor) -> None:
    """A draft leaves the short path when the company turns out to be larger; within a command."""
    if (
        application.state == ApplicationState.DRAFT
        and application.path == ApplicationPath.SME
        and not queries.may_go_short(application.organization)
    ):
        asked = TRACKS[application.track].short - {IDENTITY}
        change_path(application, actor, ApplicationPath.FULL, asked)


@command
def resubmit_application(
    application: Application,
    *,
    actor: Actor,
    declared_name: str,
    seen: str | None = None,
    key: uuid.UUID | None = None,
) -> Application:
    """Send a returned application again: a new snapshot beside the old one, the same number.

    `seen` as in `submit_application`.
    """
    if once.take(key, actor):
        return application
    move(RESUBMIT, application, actor=actor)
    refuse_unseen(application, seen)
    returned = queries.open_return(application)
    if returned is not None:
        returned.resubmitted_at = now()
    snapshot = freeze(application, actor=actor, declared_name=declared_name)
    begin_screening(application)
    note_hand(application, actor, Act.SUBMITTED)
    note_on_behalf(application, actor)
    once.remember(key, application.id)
    record(
        "accreditation:application:resubmitted",
        application,
        actor=actor,
        snapshot=snapshot.number,
        digest=snapshot.digest.hex(),
        declared_name=declared_name,
    )
    tell_focal_points("application_resubmitted", application, snapshot=snapshot)
    tell_reviewers("application_resubmitted_notice", application, or_heads=True)
    return application
