"""Batches: a job brings the proposal up to date, a person carries it out or leaves some out."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, literal, null, select, update
from sqlalchemy.dialects.postgresql import insert

from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import AccreditationStatus
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.proceedings import give_notice
from engagement.standing.models import Batch, BatchItem, BatchKind, Cause, Measure
from engagement.standing.permissions import Standings
from engagement.standing.queries import batches as queries
from engagement.standing.queries.days import grace_ends

CHANGED = _l("The proposal has changed since you opened this page. Look again, then decide.")


@command
def propose_batch(kind: BatchKind, day: date) -> Batch | None:
    """Bring the open proposal of a kind up to date, or make one; None where there is nothing.

    What does not match any more is taken out, what was in it before and is due again comes back.
    Nothing of any accreditation changes.
    """
    batch = queries.open_batch(kind)
    gone = _take_out(batch, day) if batch else 0
    newcomers = queries.newcomers(kind, day)
    number = db.session.scalar(select(func.count()).select_from(newcomers.subquery()))
    if not number and not gone:
        return batch
    if batch is None:
        batch = Batch(kind=kind, proposed_at=now(), updated_at=now())
        db.session.add(batch)
        db.session.flush()
    found = newcomers.with_only_columns(
        func.gen_random_uuid(), literal(batch.id), newcomers.selected_columns[0], null()
    )
    adding = insert(BatchItem).from_select(["id", "batch_id", "accreditation_id", "done"], found)
    db.session.execute(
        adding.on_conflict_do_update(
            index_elements=["batch_id", "accreditation_id"],
            set_={"done": None, "decided_at": None, "decided_by_id": None},
        )
    )
    batch.updated_at = now()
    _close_if_empty(batch)
    record("standing:batch:proposed", batch, actor=SYSTEM, kind=kind, added=number, taken_out=gone)
    if number:
        tell_staff(
            "batch_proposed_notice",
            batch,
            Role.HEAD_OF_UNIT,
            may=Standings.SEE_TONIGHT,
            batch=batch,
            number=number,
        )
    return batch


def _take_out(batch: Batch, day: date) -> int:
    """Leave out what is not as the batch says any more; how many."""
    lock(batch)
    stale = db.session.scalars(
        select(BatchItem.id).where(
            BatchItem.batch_id == batch.id,
            BatchItem.done.is_(None),
            ~queries.still_matching(batch, day),
        )
    ).all()
    if stale:
        out = update(BatchItem).where(BatchItem.id.in_(stale))
        db.session.execute(
            out.values(done=False, decided_at=now()).execution_options(synchronize_session=False)
        )
    return len(stale)


@dataclass(frozen=True)
class Carried:
    """What became of one item: carried out, or why not."""

    item: BatchItem
    refusal: object = None


@command
def carry_out_batch(
    batch: Batch,
    *,
    actor: Actor,
    ids: Collection[uuid.UUID],
    seen: int,
    grounds: Mapping[str, str] | None = None,
) -> list[Carried]:
    """Do what is proposed to the items `ids`, as far as this person may and it still holds.

    `seen` is how many items the page showed; Stale when others stand now. For notices `grounds`
    gives what is told, by language of the reader.
    """
    lock(batch)
    if not can(actor, Standings.DECIDE_BATCH, batch):
        raise NotAllowed(Standings.DECIDE_BATCH)
    if not batch.open or queries.count(batch, actor) != seen:
        raise Stale(CHANGED)
    wanted = queries.items(batch, actor).where(BatchItem.id.in_(ids))
    found = db.session.scalars(wanted.order_by(BatchItem.id)).all()
    if not found:
        raise RuleViolation(_l("Choose at least one organization."))
    matching = set(db.session.scalars(queries.matching(batch.kind, today())))
    results = [_carry_out(item, actor, item.accreditation_id in matching) for item in found]
    _close_if_empty(batch)
    record(
        "standing:batch:carried_out",
        batch,
        actor=actor,
        kind=batch.kind,
        carried_out=sum(each.refusal is None for each in results),
        of=len(results),
    )
    return results


def _carry_out(item: BatchItem, actor: Actor, matches: bool) -> Carried:
    item.decided_at, item.done = now(), matches
    if not matches:
        return Carried(item, _l("This has changed meanwhile."))
    item.decided_by_id = actor.id
    if item.batch.kind == BatchKind.REPORT_DUE:
        change_status(
            item.accreditation, AccreditationStatus.REPORT_DUE, reason_code="report_overdue"
        )
        record(
            "standing:accreditation:report_due",
            item.accreditation,
            actor=actor,
            due_on=item.accreditation.report_due_on.isoformat(),
        )
        grace_until = grace_ends(item.accreditation.report_due_on)
        tell_organization(
            "report_overdue",
            item.accreditation,
            item.accreditation,
            due_on=item.accreditation.report_due_on,
            grace_until=grace_until if grace_until >= today() else None,
        )
    else:
        give_notice(
            item.accreditation,
            actor=actor,
            measure=Measure.SUSPEND,
            cause=Cause.REPORT_OVERDUE,
            grounds="",
            batch_id=item.batch_id,
        )
    return Carried(item)


@command
def leave_out(batch: Batch, *, actor: Actor, ids: Collection[uuid.UUID]) -> int:
    """Leave items out of a proposal; they are not proposed again for a while. How many."""
    lock(batch)
    if not can(actor, Standings.LEAVE_OUT, batch):
        raise NotAllowed(Standings.LEAVE_OUT)
    found = db.session.scalars(queries.items(batch, actor).where(BatchItem.id.in_(ids))).all()
    if not found:
        raise RuleViolation(_l("Choose at least one organization."))
    for item in found:
        item.done, item.decided_at, item.decided_by_id = False, now(), actor.id
        record("standing:batch:left_out", item.accreditation, actor=actor, kind=batch.kind)
    db.session.flush()
    _close_if_empty(batch)
    return len(found)


def _close_if_empty(batch: Batch) -> None:
    db.session.flush()
    left = select(func.count()).where(BatchItem.batch_id == batch.id, BatchItem.done.is_(None))
    if not db.session.scalar(left):
        batch.closed_at = now()
