"""What a batch is over: computed anew each night, shown with counts, decided by people."""

import uuid
from collections import Counter
from datetime import date, timedelta

from sqlalchemy import Select, and_, false, func, select

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.countries import country
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization
from engagement.standing import settings
from engagement.standing.models import (
    OPEN_PROCEEDINGS,
    Act,
    Batch,
    BatchItem,
    BatchKind,
    Proceeding,
)
from engagement.standing.queries import nights
from engagement.standing.queries.accreditations import current_status
from engagement.standing.queries.reports import not_lately_returned

ACTS = {
    BatchKind.REPORT_DUE: Act.PROPOSE_REPORT_DUE,
    BatchKind.SUSPEND: Act.PROPOSE_SUSPEND,
}
ORDER = (Accreditation.number, BatchItem.id)
OF_MAJOR_GROUPS = Accreditation.track == MAJOR_GROUP.key
"""Of companies there are few: their head of unit gives notice to each (`desk`, lane "overdue")."""


def matching(kind: BatchKind, day: date) -> Select:
    """Ids of the accreditations that a batch of this kind is over on `day`."""
    due = Accreditation.report_due_on
    if kind == BatchKind.REPORT_DUE:
        return select(Accreditation.id).where(
            OF_MAJOR_GROUPS,
            due < day,
            current_status() == AccreditationStatus.ACTIVE.value,
            not_lately_returned(day),
        )
    under_way = (
        select(Proceeding.id)
        .where(
            Proceeding.accreditation_id == Accreditation.id,
            Proceeding.state.in_(OPEN_PROCEEDINGS),
        )
        .correlate(Accreditation)
        .exists()
    )
    return select(Accreditation.id).where(
        OF_MAJOR_GROUPS,
        due < day - timedelta(days=settings.grace_days()),
        current_status() == AccreditationStatus.REPORT_DUE.value,
        not_lately_returned(day),
        ~under_way,
    )


def newcomers(kind: BatchKind, day: date) -> Select:
    """Ids that the open batch of this kind does not hold yet, nor one that was decided lately.

    What a person decided on is not proposed again for as long as the grace lasts; what left the
    list by itself is, as soon as it is due again.
    """
    lately = day - timedelta(days=max(settings.grace_days(), 1))
    held = (
        select(BatchItem.id)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .where(
            BatchItem.accreditation_id == Accreditation.id,
            Batch.kind == kind,
            BatchItem.done.is_(None)
            | and_(BatchItem.decided_by_id.is_not(None), func.date(BatchItem.decided_at) > lately),
        )
        .correlate(Accreditation)
        .exists()
    )
    return matching(kind, day).where(~held)


def get_batch(batch_id: uuid.UUID) -> Batch | None:
    """A batch by its id."""
    return db.session.get(Batch, batch_id)


def open_batch(kind: BatchKind) -> Batch | None:
    """The batch of this kind that is not decided yet."""
    return db.session.scalars(
        select(Batch).where(Batch.kind == kind, Batch.closed_at.is_(None))
    ).first()


def open_batches() -> list[Batch]:
    """All batches that wait for a person."""
    return db.session.scalars(
        select(Batch).where(Batch.closed_at.is_(None)).order_by(Batch.kind)
    ).all()


def items(batch: Batch, actor: Actor) -> Select:
    """What of a batch is left to decide, without conflicts; for those who see batches."""
    shown = not actor.roles.isdisjoint({Role.HEAD_OF_UNIT, Role.APPROVER})
    return (
        select(BatchItem)
        .join(Accreditation, Accreditation.id == BatchItem.accreditation_id)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .where(
            BatchItem.batch_id == batch.id,
            BatchItem.done.is_(None),
            Accreditation.organization_id.not_in(actor.conflicts) if shown else false(),
        )
    )


def history(batch: Batch, actor: Actor) -> Select:
    """Every item of a batch, whatever became of it, without conflicts; for who sees past nights."""
    return (
        select(BatchItem)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .join(Accreditation, Accreditation.id == BatchItem.accreditation_id)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .outerjoin(Account, Account.id == BatchItem.decided_by_id)
        .where(
            BatchItem.batch_id == batch.id,
            Accreditation.organization_id.not_in(actor.conflicts),
            nights.seen_by(actor, Batch.proposed_at),
        )
    )


def count(batch: Batch, actor: Actor) -> int:
    """How many are left to decide of those this person may decide."""
    return db.session.scalar(select(func.count()).select_from(items(batch, actor).subquery()))


def still_matching(batch: Batch, day: date):
    """The condition that an item's accreditation is what the batch is over."""
    return BatchItem.accreditation_id.in_(matching(batch.kind, day))


def composition(batch: Batch, actor: Actor) -> dict[str, Counter]:
    """How many are left by Major Group and by region, for the page that decides."""
    rows = db.session.execute(
        items(batch, actor)
        .with_only_columns(Organization.major_group, Organization.country, func.count())
        .group_by(Organization.major_group, Organization.country)
    ).all()
    groups, regions = Counter(), Counter()
    for group, code, number in rows:
        place = country(code)
        groups[group] += number
        regions[place.region if place else None] += number
    return {"groups": groups, "regions": regions}
