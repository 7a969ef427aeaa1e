"""Certificates of participation: of a registration, by their code, what others may read of one."""

import re

from sqlalchemy import select

from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.core.references import plain_number
from engagement.meetings.models import Meeting, ParticipationCertificate, Registration

_CODE = re.compile(r"([2-9A-Z]{4})-?([2-9A-Z]{4})-?([2-9A-Z]{4})")


def certificate_of(registration: Registration) -> ParticipationCertificate | None:
    """Somebody's certificate, in force or not."""
    return db.session.scalars(
        select(ParticipationCertificate).filter_by(registration_id=registration.id)
    ).first()


def certificate_in_force(registration: Registration) -> ParticipationCertificate | None:
    """The same while what it says is true."""
    paper = certificate_of(registration)
    return paper if paper is not None and paper.holds else None


def certificate_called(typed: str) -> ParticipationCertificate | None:
    """The certificate of a code, whichever way somebody typed it."""
    found = _CODE.fullmatch(plain_number(typed))
    if found is None:
        return None
    return db.session.scalars(
        select(ParticipationCertificate).filter_by(code="-".join(found.groups()))
    ).first()


def certificate_by_token(certificate_token: str) -> ParticipationCertificate | None:
    """The certificate that a mailed link opens; None once the name is not kept any more."""
    found = db.session.scalars(
        select(ParticipationCertificate).filter_by(token_hash=digest(certificate_token))
    ).first()
    return None if found is None or found.registration.forgotten_at is not None else found


def certified_name(paper: ParticipationCertificate) -> str | None:
    """The name that whoever checks a certificate may read: of an adult, as long as it is kept.

    Of somebody under 18 nothing is said beyond whether it is valid (product 2.1).
    """
    registration = paper.registration
    unknown = registration.age_band is None or registration.is_minor
    return None if unknown or registration.forgotten_at is not None else registration.name


def certified_meeting(paper: ParticipationCertificate) -> Meeting | None:
    """The meeting, as far as it may be read: where the name may."""
    return paper.registration.meeting if certified_name(paper) is not None else None
