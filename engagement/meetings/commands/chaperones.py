"""An adult is named for a minor, agrees or not, and can leave again."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings import settings
from engagement.meetings.commands.letters import ask_adult_by_mail, tell_about_adult
from engagement.meetings.commands.places import change, match_company
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.models import Chaperone, GuardianConsent, Registration
from engagement.meetings.models.minor import goes_where
from engagement.meetings.queries.minors import (
    adult_called,
    agreed_for,
    chaperone_of,
    come_together,
    in_company_of,
)
from engagement.meetings.safeguards import Safeguards

UNKNOWN = _l(
    "No adult with this reference is registered for this meeting. The reference stands on the"
    " adult's own registration."
)


@command
def name_chaperone(
    minor: Registration, *, reference: str, actor: Actor, key: uuid.UUID | None = None
) -> Chaperone:
    """Name an adult of the same organization or delegation, who is asked by mail.

    RuleViolation for somebody who is not there, no adult, or comes for somebody else.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Chaperone, earlier.result_id)
    lock_queue(minor.meeting)
    lock(minor)
    if not can(actor, Safeguards.ASK, minor):
        raise NotAllowed(Safeguards.ASK)
    adult = adult_called(reference, minor)
    if adult is None:
        raise RuleViolation(UNKNOWN)
    if not come_together(minor, adult):
        raise RuleViolation(
            _l("This adult comes for somebody else: only the guardian can name this person.")
        )
    bond = _name(minor, adult, actor, by_guardian=False)
    once.remember(key, bond.id)
    return bond


@command
def name_chaperone_as_guardian(
    consent: GuardianConsent, *, reference: str, key: uuid.UUID | None = None
) -> Chaperone:
    """A guardian who agreed names an adult, whomever that comes for."""
    if earlier := once.take(key, VISITOR):
        return db.session.get_one(Chaperone, earlier.result_id)
    minor = consent.registration
    lock_queue(minor.meeting)
    lock(consent)
    if not consent.is_given:
        raise RuleViolation(MOVED_ON)
    adult = adult_called(reference, minor)
    if adult is None:
        raise RuleViolation(UNKNOWN)
    bond = _name(minor, adult, VISITOR, by_guardian=True)
    once.remember(key, bond.id)
    return bond


@command
def agree(bond: Chaperone, *, actor: Actor = VISITOR) -> None:
    """The adult agrees to go along: on the own registration, or by the mailed link (VISITOR).

    RuleViolation for more minors than the setting allows. Counts once the adult has a place.
    """
    _begin(bond, actor)
    if bond.ended_at is not None or bond.agreed_at is not None or not bond.minor.is_open:
        raise RuleViolation(MOVED_ON)
    most = settings.minors_per_chaperone()
    if agreed_for(bond.adult) >= most:
        raise RuleViolation(
            _l("One adult goes along with at most %(most)d people under 18.", most=most)
        )
    bond.agreed_at = now()
    db.session.flush()
    record("meetings:chaperone:agreed", bond, actor=actor)
    tell_about_adult("chaperone_agreed", bond)
    match_company(bond.minor, bond)


@command
def step_back(bond: Chaperone, *, actor: Actor = VISITOR) -> None:
    """The adult does not go along, or not any more: the minor's place is held again."""
    _begin(bond, actor)
    if bond.ended_at is not None:
        raise RuleViolation(MOVED_ON)
    _end(bond, actor)
    tell_about_adult("chaperone_left", bond)


def leave_minors(adult: Registration, *, actor: Actor) -> None:
    """End what an adult agreed to: somebody else comes in the adult's place; part of a command."""
    for bond in in_company_of(adult):
        _end(bond, actor)
        tell_about_adult("chaperone_left", bond)


def _begin(bond, actor):
    lock_queue(bond.minor.meeting)
    lock(bond)
    if actor != VISITOR and not can(actor, Safeguards.GO_ALONG, bond):
        raise NotAllowed(Safeguards.GO_ALONG)


def _name(minor, adult, actor, *, by_guardian):
    if not minor.is_minor or not minor.is_open:
        raise RuleViolation(MOVED_ON)
    earlier = chaperone_of(minor)
    if earlier is not None and earlier.adult_id == adult.id:
        raise RuleViolation(_l("This adult is named already."))
    if not goes_where(adult, minor):
        raise RuleViolation(
            _l("This adult takes part online: an adult who comes in person has to be named.")
        )
    if earlier is not None:
        _end(earlier, actor)
    token, token_hash = tokens.new_token()
    bond = Chaperone(
        minor=minor,
        adult=adult,
        by_guardian=by_guardian,
        token_hash=token_hash,
        named_by_id=actor.id,
    )
    db.session.add(bond)
    db.session.flush()
    record("meetings:chaperone:named", bond, actor=actor, by_guardian=by_guardian)
    ask_adult_by_mail(bond, token)
    return bond


def _end(bond, actor):
    change(bond.minor, chaperone_id=None)
    bond.ended_at = now()
    db.session.flush()
    record("meetings:chaperone:ended", bond, actor=actor)
