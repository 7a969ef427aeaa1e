"""Guardians' consents and chaperones: of a registration, behind a link, of an adult."""

import uuid

from sqlalchemy import func, select

from engagement.accounts import tokens
from engagement.core.db import db
from engagement.meetings.models import Chaperone, GuardianConsent, Registration


def consent_of(registration: Registration) -> GuardianConsent | None:
    """The guardian who was asked last and has not refused or withdrawn."""
    return db.session.scalars(
        select(GuardianConsent).where(
            GuardianConsent.registration_id == registration.id,
            GuardianConsent.ended_at.is_(None),
        )
    ).first()


def consents_of(registration: Registration) -> list[GuardianConsent]:
    """Every guardian who was asked, the last one first."""
    return list(
        db.session.scalars(
            select(GuardianConsent)
            .where(GuardianConsent.registration_id == registration.id)
            .order_by(GuardianConsent.asked_at.desc(), GuardianConsent.id)
        )
    )


def consent_by_token(token: str) -> GuardianConsent | None:
    """The consent that a mailed link stands for; None once the link opens nothing.

    It opens while an answer is awaited in time, and again for whoever has given one: to see it,
    and to take it back. A guardian in whose place another was asked, or for whose minor somebody
    else comes, has no link any more.
    """
    found = db.session.scalars(
        select(GuardianConsent).filter_by(token_hash=tokens.digest(token))
    ).first()
    if found is None or found.registration.forgotten_at is not None:
        return None
    said_no = found.refused_at is not None or found.withdrawn_at is not None
    if found.ended_at is not None and not said_no:
        return None
    answered = found.given_at is not None or said_no
    return found if answered or found.is_asked else None


def get_paper_consent(consent_id: uuid.UUID) -> GuardianConsent | None:
    """A consent that came on paper, by its id."""
    consent = db.session.get(GuardianConsent, consent_id)
    return consent if consent is not None and consent.document_id is not None else None


def chaperone_of(registration: Registration) -> Chaperone | None:
    """The adult who was named for a minor, agreed or not."""
    return db.session.scalars(
        select(Chaperone).where(Chaperone.minor_id == registration.id, Chaperone.ended_at.is_(None))
    ).first()


def chaperone_by_token(token: str) -> Chaperone | None:
    """What an adult was asked by a mailed link, until it has ended."""
    return db.session.scalars(
        select(Chaperone)
        .filter_by(token_hash=tokens.digest(token))
        .where(Chaperone.ended_at.is_(None))
    ).first()


def get_chaperone(chaperone_id: uuid.UUID) -> Chaperone | None:
    """What an adult was asked, by its id."""
    return db.session.get(Chaperone, chaperone_id)


def in_company_of(adult: Registration) -> list[Chaperone]:
    """The minors for whom an adult was named, in the order of being named."""
    return list(
        db.session.scalars(
            select(Chaperone)
            .where(Chaperone.adult_id == adult.id, Chaperone.ended_at.is_(None))
            .order_by(Chaperone.named_at, Chaperone.id)
        )
    )


def agreed_for(adult: Registration) -> int:
    """With how many minors an adult agreed to go."""
    counted = select(func.count()).where(
        Chaperone.adult_id == adult.id,
        Chaperone.ended_at.is_(None),
        Chaperone.agreed_at.is_not(None),
    )
    return db.session.scalar(counted) or 0


def adult_called(reference: str, minor: Registration) -> Registration | None:
    """The registration of this reference at the same meeting, of an adult, that has not ended."""
    found = db.session.scalars(
        select(Registration).where(
            Registration.reference == reference.strip().upper(),
            Registration.meeting_id == minor.meeting_id,
            Registration.id != minor.id,
        )
    ).first()
    grown_up = found is not None and found.is_open and found.age_band and not found.is_minor
    return found if grown_up else None


def come_together(minor: Registration, adult: Registration) -> bool:
    """Whether both come for the same organization, or in the same State's delegation."""
    if minor.organization_id is not None:
        return minor.organization_id == adult.organization_id
    by_state = minor.category.kind.by_state and adult.category.kind.by_state
    return by_state and minor.country == adult.country
