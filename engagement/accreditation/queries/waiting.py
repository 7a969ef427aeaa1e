"""What waits for those who decide: decisions, several on a page, and requests to look again."""

import uuid
from collections.abc import Collection

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from engagement.accounts.models import Account
from engagement.accreditation.models import Application, ApplicationState, Decision, Finding
from engagement.accreditation.offices import RECONSIDERS
from engagement.accreditation.queries.applications import handled_by
from engagement.accreditation.queries.desk import lane, queue
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations.models import Membership, MembershipRole
from engagement.screening.models import ScreeningCase


def cases(actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Application]:
    """Applications this person may work on, by id, with who took part and what was decided."""
    rows = db.session.scalars(
        handled_by(actor)
        .where(Application.id.in_(ids))
        .options(
            selectinload(Application.hands),
            selectinload(Application.screening_cases).selectinload(ScreeningCase.hands),
            selectinload(Application.decisions).joinedload(Decision.decided_by),
        )
    )
    return {row.id: row for row in rows}


def to_reconsider(actor: Actor) -> Select:
    """Requests for reconsideration that nobody has decided on, for approvers."""
    if RECONSIDERS not in actor.roles:
        return queue(actor, lane("all")).where(false())
    pending = select(Decision.application_id).where(
        Decision.undone_at.is_(None), Decision.took_effect_at.is_(None)
    )
    return queue(actor, lane("all")).where(
        Application.state == ApplicationState.RECONSIDERATION, Application.id.not_in(pending)
    )


def count_to_reconsider(actor: Actor) -> int:
    """How many requests for reconsideration wait."""
    return db.session.scalar(select(func.count()).select_from(to_reconsider(actor).subquery()))


def findings_by_application(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Finding]]:
    """The findings on which decisions would rest (`standing_findings`), in one query."""
    rows = db.session.scalars(
        select(Finding)
        .join(Finding.application)
        .where(
            Finding.application_id.in_(ids),
            or_(
                Finding.reviewer_id == Application.reviewer_id,
                Finding.reviewer_id == Application.second_reviewer_id,
            ),
        )
        .options(joinedload(Finding.reviewer))
        .order_by(Finding.judged_at)
    )
    found: dict[uuid.UUID, list[Finding]] = {}
    for row in rows:
        found.setdefault(row.application_id, []).append(row)
    return found


def readers_by_organization(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Account]]:
    """The focal points of these organizations, in one query: who would get a letter."""
    rows = db.session.execute(
        select(Membership.organization_id, Account)
        .join(Account, Account.id == Membership.person_id)
        .where(
            Membership.organization_id.in_(ids),
            Membership.role == MembershipRole.FOCAL_POINT,
            Membership.ended_at.is_(None),
            Account.deactivated_at.is_(None),
        )
        .order_by(Account.name)
    )
    readers: dict[uuid.UUID, list[Account]] = {}
    for organization_id, account in rows:
        readers.setdefault(organization_id, []).append(account)
    return readers
