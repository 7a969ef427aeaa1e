"""Recommendations, decisions, and the accreditations that follow."""

import uuid
from datetime import date

from sqlalchemy import select

from engagement.accreditation.models import (
    Accreditation,
    Application,
    Decision,
    StatusPeriod,
)
from engagement.core.clock import now, today
from engagement.core.db import db


def pending_decision(application: Application) -> Decision | None:
    """The decision that waits to take effect."""
    return db.session.scalars(
        select(Decision).filter_by(
            application_id=application.id, undone_at=None, took_effect_at=None
        )
    ).first()


def get_decision(decision_id: uuid.UUID) -> Decision | None:
    """A decision by its id."""
    return db.session.get(Decision, decision_id)


def decisions_due() -> list[uuid.UUID]:
    """Ids of decisions whose time to be undone is over."""
    return db.session.scalars(
        select(Decision.id).where(
            Decision.undone_at.is_(None),
            Decision.took_effect_at.is_(None),
            Decision.effective_at <= now(),
        )
    ).all()


def accreditation_by_number(number: str) -> Accreditation | None:
    """An accreditation by its number, however that was typed."""
    return db.session.scalars(
        select(Accreditation).filter_by(number=number.strip().upper())
    ).first()


def accreditation_by_token(token: str) -> Accreditation | None:
    """An accreditation by the token in its QR code."""
    return db.session.scalars(select(Accreditation).filter_by(token=token)).first()


def accreditation_of(application: Application) -> Accreditation | None:
    """The standing that followed an application."""
    return db.session.scalars(
        select(Accreditation).filter_by(application_id=application.id)
    ).first()


def period_on(accreditation: Accreditation, day: date | None = None) -> StatusPeriod | None:
    """The status period in force on a day (today by default), or None before the first."""
    day = day or today()
    return next(
        (
            period
            for period in reversed(accreditation.periods)
            if period.valid_from <= day and (period.valid_to is None or period.valid_to > day)
        ),
        None,
    )
