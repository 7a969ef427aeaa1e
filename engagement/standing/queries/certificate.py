"""What a certificate says today."""

import uuid
from dataclasses import dataclass
from datetime import date

from engagement.accreditation import queries, settings
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.accreditation.tracks import TRACKS
from engagement.core.clock import today
from engagement.mail.models import Message
from engagement.organizations.models import Organization

S = AccreditationStatus
CERTIFIED = (S.ACTIVE, S.REPORT_DUE, S.SUSPENDED)
"""Statuses with which an accreditation is listed: while one is in force there is a certificate."""
GRANTING = (
    "accreditation/application_accredited",
    "accreditation/reconsideration_overturned",
)
"""Letters by which an accreditation was granted, by template."""


@dataclass(frozen=True)
class Certificate:
    """The paper as it is issued today; `organization` with its own names and country or area.

    `word` is what an accredited company is called in public; other organizations have none.
    """

    accreditation: Accreditation
    organization: Organization
    status: AccreditationStatus
    issued_on: date
    word: str | None = None


def get_accreditation(number: str) -> Accreditation | None:
    """An accreditation by its number."""
    return queries.accreditation_by_number(number)


def status_today(accreditation: Accreditation) -> AccreditationStatus | None:
    """The status in force today, or None where none is."""
    period = queries.period_on(accreditation)
    return period.status if period else None


def certificate_of(accreditation: Accreditation) -> Certificate | None:
    """The certificate as of today; None for an accreditation that is not listed today."""
    status = status_today(accreditation)
    if status not in CERTIFIED:
        return None
    business = TRACKS[accreditation.track].is_business
    word = settings.public_word() if business else None
    return Certificate(accreditation, accreditation.organization, status, today(), word)


def letter_of(accreditation: Accreditation, reader_id: uuid.UUID) -> Message | None:
    """The letter by which it was granted, as this reader got it; None where there was none."""
    if accreditation.application_id is None:
        return None
    application = queries.get_application(accreditation.application_id)
    letters = queries.letters_of(application, reader_id)
    return next((each for each in reversed(letters) if each.template in GRANTING), None)
