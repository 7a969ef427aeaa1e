"""What happened in past nights: runs, brakes and proposals, for clerks and for auditors."""

from sqlalchemy import Select, false, func, select, true

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation
from engagement.core import subjects
from engagement.core.permissions import Actor, Role
from engagement.standing.models import Batch, BatchItem, Brake, NightRun

CLERKS = frozenset({Role.HEAD_OF_UNIT, Role.APPROVER})
RUN_ORDER = (NightRun.night, NightRun.id)
BRAKE_ORDER = (Brake.pulled_at, Brake.id)
BATCH_ORDER = (Batch.proposed_at, Batch.id)


def seen_by(actor: Actor, began):
    """The condition by which somebody sees what `began` at a moment, as `SEE_NIGHTS` says it."""
    if not actor.roles.isdisjoint(CLERKS):
        return true()
    if Role.AUDITOR not in actor.roles:
        return false()
    return true() if actor.audited.is_open else subjects.happened_in(began, actor.audited)


def runs(actor: Actor) -> Select:
    """What became of each act in each night."""
    return select(
        NightRun.id, NightRun.night, NightRun.act, NightRun.outcome, NightRun.count, NightRun.ran_at
    ).where(seen_by(actor, NightRun.ran_at))


def brakes(actor: Actor) -> Select:
    """What was held, or let run for one night: by whom, why, until when."""
    return (
        select(
            Brake.id,
            Brake.act,
            Brake.night,
            Brake.reason,
            Brake.pulled_at,
            Brake.released_at,
            Account.name,
        )
        .join(Account, Account.id == Brake.pulled_by_id)
        .where(seen_by(actor, Brake.pulled_at))
    )


def proposals(actor: Actor) -> Select:
    """Batches, decided ones too, each over how many organizations without conflict."""
    number = (
        select(func.count())
        .select_from(BatchItem)
        .join(Accreditation, Accreditation.id == BatchItem.accreditation_id)
        .where(
            BatchItem.batch_id == Batch.id,
            Accreditation.organization_id.not_in(actor.conflicts),
        )
        .correlate(Batch)
        .scalar_subquery()
    )
    return select(
        Batch.id, Batch.kind, Batch.proposed_at, Batch.closed_at, number.label("number")
    ).where(seen_by(actor, Batch.proposed_at))
