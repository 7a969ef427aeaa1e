"""Who is written to, who has applied since, and how many of them; never a list for people."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select

from engagement.accounts import tokens
from engagement.accounts.models import Account
from engagement.accreditation.models import Application
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.small_numbers import FEWEST_IN_CELL, shown_share
from engagement.organizations.models import Membership
from engagement.outreach.models import FollowUp, FollowUpTally


def by_token(token: str) -> FollowUp | None:
    """The follow-up that a mailed link stands for; None once it could not be confirmed in time."""
    digest = tokens.digest(token)
    return db.session.scalars(
        select(FollowUp).where(
            or_(FollowUp.token_hash == digest, FollowUp.mail_token_hash == digest),
            or_(FollowUp.confirmed_at.is_not(None), FollowUp.confirm_until > now()),
        )
    ).first()


def due_ids(day: date) -> list[uuid.UUID]:
    """Confirmed ones whose day has come."""
    return db.session.scalars(
        select(FollowUp.id)
        .where(
            FollowUp.confirmed_at.is_not(None),
            FollowUp.closed_at.is_(None),
            FollowUp.write_on <= day,
        )
        .order_by(FollowUp.write_on, FollowUp.id)
    ).all()


def has_applied():
    """The condition that an organization of the account with the address has applied since."""
    return exists().where(
        Account.email_key == FollowUp.email_key,
        Membership.person_id == Account.id,
        Membership.ended_at.is_(None),
        Application.organization_id == Membership.organization_id,
        Application.submitted_at >= FollowUp.asked_at,
    )


def is_answered(follow_up: FollowUp) -> bool:
    """Whether no mail is needed, since the person has applied."""
    return db.session.scalar(select(has_applied()).where(FollowUp.id == follow_up.id))


@dataclass(frozen=True)
class Share:
    """Of those whose day has come, how many applied; of deleted ones as it was by then.

    `applied` is None where it may not be shown; with fewer than five people in all `people`, too.
    """

    people: int | None
    applied: int | None


def share_that_applied() -> Share:
    """The figure for staff: those who are kept and those of whom a count is left; one query."""
    kept = (
        select(func.count().label("people"), func.count().filter(has_applied()).label("applied"))
        .where(FollowUp.closed_at.is_not(None))
        .union_all(select(FollowUpTally.people, FollowUpTally.applied))
        .subquery()
    )
    people, applied = db.session.execute(
        select(func.sum(kept.c.people), func.sum(kept.c.applied))
    ).one()
    return Share(
        people if people >= FEWEST_IN_CELL else None,
        shown_share(applied, people),
    )
