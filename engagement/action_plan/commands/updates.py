"""Progress updates: written by one programme officer, published by another, never changed then."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accounts.queries import with_role
from engagement.action_plan import plan, queries, settings
from engagement.action_plan.models import (
    EDITABLE,
    ProgressUpdate,
    Status,
    UpdateFile,
    UpdateState,
)
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.workflow import (
    PUBLISH,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    WITHDRAW,
    workflow,
)
from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.mail import outbox


@dataclass(frozen=True)
class Report:
    """What an update says; `links` are addresses of evidence."""

    status: Status
    language: str
    text: str
    period_from: date
    period_to: date
    links: list[str] = field(default_factory=list)


@command
def write_update(
    action_code: str,
    *,
    actor: Actor,
    report: Report,
    corrects: ProgressUpdate | None = None,
    key: uuid.UUID | None = None,
) -> ProgressUpdate:
    """Begin an update of an action, or one that corrects an earlier published one of it.

    RuleViolation for a period that cannot be.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(ProgressUpdate, earlier.result_id)
    if not can(actor, ActionPlan.WRITE) or plan.action(action_code) is None:
        raise NotAllowed(ActionPlan.WRITE)
    refuse_unfit(report)
    if corrects is not None and (
        corrects.action_code != action_code or corrects.published_at is None
    ):
        raise RuleViolation(_l("Only a published update of the same action can be corrected."))
    update = ProgressUpdate(
        action_code=action_code,
        **asdict(report),
        state=UpdateState.DRAFT,
        author_id=actor.id,
        created_at=now(),
        corrects_id=corrects.id if corrects else None,
    )
    db.session.add(update)
    db.session.flush()
    once.remember(key, update.id)
    record(
        "action_plan:update:written",
        update,
        actor=actor,
        action_code=action_code,
        corrects=str(corrects.id) if corrects else None,
    )
    return update


@command
def edit_update(update: ProgressUpdate, *, actor: Actor, report: Report) -> None:
    """Change a draft, or one that came back; its author alone."""
    _own_editable(update, actor)
    refuse_unfit(report)
    for name, value in asdict(report).items():
        setattr(update, name, value)
    record("action_plan:update:edited", update, actor=actor)


@command
def add_file(
    update: ProgressUpdate, *, actor: Actor, taken: Taken, key: uuid.UUID | None = None
) -> UpdateFile | None:
    """Add a file of evidence; the same file twice stands there once. None when it is gone again."""
    if earlier := once.take(key, actor):
        return db.session.get(UpdateFile, earlier.result_id)
    _own_editable(update, actor)
    same = [each for each in update.files if each.document.sha256 == taken.stored.sha256]
    if not same and len(update.files) >= settings.files_an_update():
        raise RuleViolation(_l("This update holds as many files as it can. Remove one first."))
    if same:
        file = same[0]
    else:
        document = documents.keep(taken, organization_id=None, actor=actor)
        file = UpdateFile(update=update, document=document, added_at=now())
        db.session.add(file)
        db.session.flush()
    once.remember(key, file.id)
    record(
        "action_plan:file:added",
        file,
        actor=actor,
        update=str(update.id),
        name=file.document.name,
        sha256=file.document.sha256,
    )
    return file


@command
def remove_file(file: UpdateFile, *, actor: Actor) -> None:
    """Take a file out of an update that is not published."""
    _own_editable(file.update, actor)
    record(
        "action_plan:file:removed",
        file,
        actor=actor,
        update=str(file.update_id),
        name=file.document.name,
        sha256=file.document.sha256,
    )
    document = file.document
    db.session.delete(file)
    db.session.flush()
    documents.forget(document)


@command
def submit_update(update: ProgressUpdate, *, actor: Actor) -> None:
    """Give it to a second reader; every other programme officer is told."""
    workflow.fire(SUBMIT, update, actor=actor)
    update.submitted_at = now()
    update.return_note = ""
    record("action_plan:update:submitted", update, actor=actor)
    for officer in with_role(Role.PROGRAMME_OFFICER):
        if officer.id != update.author_id:
            outbox.send("action_plan/update_submitted", to=officer, about=update, update=update)


@command
def take_back_update(update: ProgressUpdate, *, actor: Actor) -> None:
    """The author takes it back to change it before somebody has published it."""
    workflow.fire(TAKE_BACK, update, actor=actor)
    record("action_plan:update:taken_back", update, actor=actor)


@command
def return_update(update: ProgressUpdate, *, actor: Actor, note: str) -> None:
    """The second reader sends it back and says what is to be changed."""
    workflow.fire(RETURN, update, actor=actor)
    update.return_note = note
    record("action_plan:update:returned", update, actor=actor, note=note)
    outbox.send("action_plan/update_returned", to=update.author, about=update, update=update)


@command
def publish_update(update: ProgressUpdate, *, actor: Actor) -> None:
    """The second reader publishes it, as it is and for good."""
    workflow.fire(PUBLISH, update, actor=actor)
    update.reader_id = actor.id
    update.published_at = now()
    for file in update.files:
        file.document.submitted_at = now()
    versions.bump(queries.AREA)
    record(
        "action_plan:update:published",
        update,
        actor=actor,
        action_code=update.action_code,
        status=update.status,
        files=[file.document.sha256 for file in update.files],
    )


@command
def withdraw_update(update: ProgressUpdate, *, actor: Actor, reason: str) -> None:
    """Take a published update out of force; that it stood there, and why it went, stays public."""
    workflow.fire(WITHDRAW, update, actor=actor)
    update.withdrawn_at = now()
    update.withdrawn_by_id = actor.id
    update.withdrawal_reason = reason
    versions.bump(queries.AREA)
    record("action_plan:update:withdrawn", update, actor=actor, reason=reason)


def refuse_unfit(report: Report) -> None:
    """RuleViolation for a period that cannot be reported on."""
    if fault := queries.unfit_period(report.period_from, report.period_to):
        raise RuleViolation(fault)


def _own_editable(update, actor):
    lock(update)
    if not can(actor, ActionPlan.EDIT, update):
        raise NotAllowed(ActionPlan.EDIT)
    if update.state not in EDITABLE:
        raise RuleViolation(MOVED_ON)
