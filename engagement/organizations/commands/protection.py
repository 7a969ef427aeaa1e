"""Keep an entry from the public because people may be in danger, and look at it again."""

import uuid
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.mail import outbox
from engagement.organizations import settings
from engagement.organizations.commands.register import line_up, refresh_register_now
from engagement.organizations.models import Organization, Protection, ProtectionRequest
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries.members import focal_points
from engagement.organizations.queries.protection import open_request
from engagement.organizations.queries.staff import staff_who_may
from engagement.settings import calendar


@command
def request_protection(
    organization: Organization,
    *,
    actor: Actor,
    wanted: Protection,
    reason: str,
    key: uuid.UUID | None = None,
) -> ProtectionRequest:
    """Protect an entry at once, at the word of a focal point; an officer confirms it later.

    Withheld, where that was asked for, it is once an officer has confirmed it. The reason goes
    into no mail and no audit event: it is for safeguarding officers alone.
    """
    if earlier := once.take(key, actor):
        return db.session.get(ProtectionRequest, earlier.result_id)
    line_up()
    lock(organization)
    if not can(actor, Organizations.LEAD, organization):
        raise NotAllowed(Organizations.LEAD)
    refuse_withholding_unless_allowed(wanted)
    before = open_request(organization)
    if before is not None and before.wanted == wanted:
        raise RuleViolation(_l("This has been asked for already."))
    if before is not None:
        before.ended_at, before.ended_by_id = now(), actor.id
        db.session.flush()
    asked = ProtectionRequest(
        organization=organization,
        wanted=wanted,
        reason=reason,
        asked_by_id=actor.id,
        asked_at=now(),
        answer_due_on=calendar.after(today(), settings.protection_answer_days),
    )
    db.session.add(asked)
    if organization.protection == Protection.NONE:
        set_protection(organization, Protection.PROTECTED)
    db.session.flush()
    once.remember(key, asked.id)
    record("organizations:protection:requested", asked, actor=actor, wanted=wanted)
    for officer in staff_who_may(Organizations.SAFEGUARD, asked, Role.SAFEGUARDING_OFFICER):
        outbox.send("organizations/protection_requested", to=officer, about=asked, asked=asked)
    return asked


@command
def confirm_protection(
    asked: ProtectionRequest, *, actor: Actor, protection: Protection, note: str
) -> None:
    """Confirm that an entry stays protected or withheld, now or at its yearly review."""
    line_up()
    organization = lock(asked.organization)
    lock(asked)
    if not can(actor, Organizations.SAFEGUARD, asked):
        raise NotAllowed(Organizations.SAFEGUARD)
    refuse_ended(asked)
    refuse_withholding_unless_allowed(protection)
    first = asked.confirmed_at is None
    before = organization.protection
    asked.reviewed_on, asked.note = today(), note
    asked.review_due_on = today() + timedelta(days=settings.protection_review_days())
    if first:
        asked.confirmed_at, asked.confirmed_by_id = now(), actor.id
    set_protection(organization, protection)
    record(
        f"organizations:protection:{'confirmed' if first else 'reviewed'}",
        asked,
        actor=actor,
        protection=[before, protection],
    )
    if first or before != protection:
        tell_focal_points("protection_confirmed", asked)


@command
def end_protection(asked: ProtectionRequest, *, actor: Actor, note: str = "") -> None:
    """Make an entry public again: at the word of a focal point, or of an officer with a note."""
    line_up()
    organization = lock(asked.organization)
    lock(asked)
    officer = can(actor, Organizations.SAFEGUARD, asked)
    if not officer and not can(actor, Organizations.LEAD, organization):
        raise NotAllowed(Organizations.SAFEGUARD)
    refuse_ended(asked)
    before = organization.protection
    asked.ended_at, asked.ended_by_id = now(), actor.id
    asked.note = note or asked.note
    set_protection(organization, Protection.NONE)
    record(
        "organizations:protection:ended",
        asked,
        actor=actor,
        protection=[before, Protection.NONE],
    )
    tell_focal_points("protection_ended", asked)


@command
def show_website(organization: Organization, *, actor: Actor, shown: bool) -> None:
    """Let the public entry link the organization's website, or not (product 2.1: by choice)."""
    line_up()
    lock(organization)
    if not can(actor, Organizations.LEAD, organization):
        raise NotAllowed(Organizations.LEAD)
    if organization.shows_website == shown:
        return
    organization.shows_website = shown
    refresh_register_now(organization.id)
    record("organizations:website:shown", organization, actor=actor, shown=shown)


def set_protection(organization: Organization, protection: Protection) -> None:
    """Write what the public sees of an entry, and since when; within a command."""
    if organization.protection != protection:
        organization.protection = protection
        organization.protected_since = None if protection == Protection.NONE else now()
        refresh_register_now(organization.id)


def refuse_withholding_unless_allowed(wanted: Protection) -> None:
    """RuleViolation for a withheld entry where the setting does not allow any."""
    if wanted == Protection.WITHHELD and not settings.withholding_allowed():
        raise RuleViolation(
            _l("Entries are not withheld at present. Ask for a protected entry instead.")
        )


def refuse_ended(asked: ProtectionRequest) -> None:
    """RuleViolation for a request that is over."""
    if asked.ended_at is not None:
        raise RuleViolation(_l("This request is over: the entry was changed meanwhile."))


def tell_focal_points(message: str, asked: ProtectionRequest) -> None:
    """Mail everybody who leads the organization, without the reason."""
    for person in focal_points(asked.organization_id):
        outbox.send(f"organizations/{message}", to=person, about=asked, asked=asked)
