"""A guardian is asked, agrees, refuses, or takes a consent back; staff enter one from paper."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.documents.commands import keep
from engagement.documents.intake import Taken
from engagement.meetings import consent as words
from engagement.meetings import settings
from engagement.meetings.commands.letters import ask_guardian_by_mail
from engagement.meetings.commands.places import change
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import (
    UNSENT,
    ConsentMethod,
    GuardianConsent,
    GuardianRelation,
    Registration,
)
from engagement.meetings.queries.minors import chaperone_of, consent_of
from engagement.meetings.safeguards import Safeguards

OVER = _l("This link does not work any more. Ask for a new one where it came from.")


@dataclass(frozen=True)
class Guardian:
    """Who answers for a minor; `language` is the guardian's, of mails and of the words."""

    name: str
    email: str
    relation: GuardianRelation
    language: str


@command
def ask_guardian(
    registration: Registration, guardian: Guardian, *, actor: Actor, key: uuid.UUID | None = None
) -> GuardianConsent:
    """Mail a guardian the link to the consent; a link sent before works no more.

    RuleViolation for an address of the minor, for who is no minor, and once somebody has agreed.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(GuardianConsent, earlier.result_id)
    lock(registration)
    if not can(actor, Safeguards.ASK, registration):
        raise NotAllowed(Safeguards.ASK)
    _refuse_needless(registration)
    _refuse_oneself(registration, guardian)
    _end_open(registration)
    token, token_hash = tokens.new_token()
    consent = _of(
        registration,
        guardian,
        asked_by_id=actor.id,
        token_hash=token_hash,
        expires_at=now() + timedelta(days=settings.guardian_days()),
    )
    once.remember(key, consent.id)
    record("meetings:guardian:asked", consent, actor=actor, version=consent.text_version)
    ask_guardian_by_mail(consent, token)
    return consent


@command
def give_consent(consent: GuardianConsent, *, media: bool, language: str) -> None:
    """A guardian agrees, by the link. `language` is that in which the words were read."""
    registration = consent.registration
    lock_queue(registration.meeting)
    lock(consent)
    if not consent.is_asked or not registration.is_open:
        raise RuleViolation(OVER)
    consent.given_at, consent.media = now(), media
    consent.language, consent.text_version = language, words.VERSION
    record(
        "meetings:guardian:agreed",
        consent,
        actor=VISITOR,
        version=consent.text_version,
        language=language,
        media=media,
    )
    change(registration, guardian_consent_at=consent.given_at)


@command
def refuse_consent(consent: GuardianConsent) -> None:
    """A guardian does not agree, by the link."""
    lock(consent)
    if not consent.is_asked:
        raise RuleViolation(OVER)
    consent.refused_at = consent.ended_at = now()
    record("meetings:guardian:refused", consent, actor=VISITOR)


@command
def withdraw_consent(consent: GuardianConsent) -> None:
    """A guardian takes the consent back, by the same link: the registration is held at once."""
    registration = consent.registration
    lock_queue(registration.meeting)
    lock(consent)
    if not consent.is_given:
        raise RuleViolation(OVER)
    change(registration, guardian_consent_at=None)
    consent.withdrawn_at = consent.ended_at = now()
    consent.media = False
    if registration.listed:
        registration.listed, registration.listed_changed_at = False, now()
    record("meetings:guardian:withdrawn", consent, actor=VISITOR)
    versions.bump("meetings")


@command
def change_media(consent: GuardianConsent, *, media: bool) -> None:
    """A guardian changes the consent to pictures and recordings alone."""
    lock(consent)
    if not consent.is_given:
        raise RuleViolation(OVER)
    consent.media = media
    record("meetings:guardian:media", consent, actor=VISITOR, media=media)


@command
def enter_paper_consent(
    registration: Registration,
    guardian: Guardian,
    taken: Taken,
    *,
    actor: Actor,
    media: bool,
    key: uuid.UUID | None = None,
) -> GuardianConsent:
    """The safeguarding officer enters a consent that came on paper, and keeps the paper.

    Whoever can give an e-mail address gets mails; a paper is taken back by writing to the officer.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(GuardianConsent, earlier.result_id)
    lock_queue(registration.meeting)
    lock(registration)
    if not can(actor, Safeguards.ENTER, registration):
        raise NotAllowed(Safeguards.ENTER)
    _refuse_needless(registration)
    _end_open(registration)
    document = keep(taken, organization_id=registration.organization_id, actor=actor)
    consent = _of(
        registration,
        guardian,
        method=ConsentMethod.PAPER,
        document=document,
        entered_by_id=actor.id,
        given_at=now(),
        media=media,
    )
    once.remember(key, consent.id)
    record("meetings:guardian:entered", consent, actor=actor, version=consent.text_version)
    change(registration, guardian_consent_at=consent.given_at)
    return consent


@command
def withdraw_paper_consent(consent: GuardianConsent, *, actor: Actor) -> None:
    """The safeguarding officer enters that a guardian took a consent back."""
    registration = consent.registration
    lock_queue(registration.meeting)
    lock(consent)
    if not can(actor, Safeguards.ENTER, registration):
        raise NotAllowed(Safeguards.ENTER)
    if not consent.is_given:
        raise RuleViolation(MOVED_ON)
    change(registration, guardian_consent_at=None)
    consent.withdrawn_at = consent.ended_at = now()
    consent.media = False
    record("meetings:guardian:withdrawn", consent, actor=actor)
    versions.bump("meetings")


def forget_company(registration: Registration, *, actor: Actor) -> dict[str, None]:
    """End what was agreed for somebody else who came under this registration; part of a command.

    Returns the columns that are empty from now on, to be written with the place.
    """
    _end_open(registration)
    bond = chaperone_of(registration)
    if bond is not None:
        bond.ended_at = now()
        record("meetings:chaperone:ended", bond, actor=actor)
    return {"guardian_consent_at": None, "chaperone_id": None}


def _of(registration, guardian, **columns):
    consent = GuardianConsent(
        registration=registration,
        name=guardian.name,
        email=guardian.email.strip(),
        relation=guardian.relation,
        language=guardian.language,
        text_version=words.VERSION,
        **columns,
    )
    db.session.add(consent)
    db.session.flush()
    return consent


def _end_open(registration):
    earlier = consent_of(registration)
    if earlier is not None:
        earlier.ended_at = now()
        db.session.flush()


def _refuse_needless(registration):
    if not registration.is_minor:
        raise RuleViolation(_l("Only for somebody under 18 a guardian has to agree."))
    if registration.state in UNSENT or not registration.is_open:
        raise RuleViolation(_l("Send the registration first: then a guardian can be asked."))
    earlier = consent_of(registration)
    if earlier is not None and earlier.is_given:
        raise RuleViolation(_l("A guardian has agreed already."))


def _refuse_oneself(registration, guardian):
    if email_key(guardian.email) == registration.email_key:
        raise RuleViolation(
            _l("This is the address of the registration. Give that of the guardian.")
        )
