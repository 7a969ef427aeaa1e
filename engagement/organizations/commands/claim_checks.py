"""Staff's verbs on a claim: check, confirm, refuse, resume; what contacts and time do to it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.accounts import tokens
from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations import settings
from engagement.organizations.commands.invitations import Invited, invite, revoke_open
from engagement.organizations.commands.members import add_member
from engagement.organizations.commands.profile import begin_identity
from engagement.organizations.commands.register import refresh_register
from engagement.organizations.models import (
    OPEN_CLAIM,
    Claim,
    ClaimNotice,
    ClaimState,
    ClaimWay,
    MembershipRole,
)
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import claims as queries
from engagement.organizations.queries.actors import actor_for
from engagement.organizations.queries.members import focal_points, open_membership
from engagement.organizations.queries.staff import staff_who_may
from engagement.organizations.workflow import (
    CHECK,
    CONFIRM,
    EXPIRE,
    GRANT,
    OBJECT,
    REFUSE,
    REOPEN,
    RESUME,
    workflow,
)


@command
def check_claim(claim: Claim, *, actor: Actor, note: str) -> None:
    """Find a claim right, as the first member of staff; who knows the organization is told."""
    workflow.fire(CHECK, claim, actor=actor)
    claim.checked_by_id, claim.checked_at, claim.note = actor.id, now(), note or None
    record("organizations:claim:checked", claim, actor=actor, note=note)
    begin_waiting(claim)


def begin_waiting(claim: Claim) -> None:
    """Tell known contacts and former focal points, give them time, ask a second person.

    Within a command. Each gets a link of their own by which to object without an account.
    """
    days = settings.claim_objection_days()
    if focal_points(claim.organization_id):  # silent ones: they may be away
        days = max(days, settings.silent_objection_days())
    claim.objections_until = now() + timedelta(days=days)
    told = queries.to_tell(claim.organization)
    for each in told:
        token, token_hash = tokens.new_token()
        db.session.add(
            ClaimNotice(
                claim=claim,
                email=each.email,
                person_id=each.person.id if each.person else None,
                token_hash=token_hash,
                told_at=now(),
            )
        )
        outbox.send(
            "organizations/claim_notice",
            to=each.person or Invited(each.email, each.language),
            about=claim,
            claim=claim,
            token=token,
            days=days,
        )
    db.session.flush()
    record("organizations:claim:notices_sent", claim, actor=SYSTEM, people=len(told))
    for person in _handlers(claim):
        if person.id != claim.checked_by_id:
            outbox.send("organizations/claim_to_confirm", to=person, about=claim, claim=claim)


@command
def confirm_claim(claim: Claim, *, actor: Actor) -> None:
    """Confirm it as the second member of staff; it takes effect when the time to object is over."""
    workflow.fire(CONFIRM, claim, actor=actor)
    claim.confirmed_by_id, claim.confirmed_at = actor.id, now()
    until = claim.objections_until
    record("organizations:claim:confirmed", claim, actor=actor, until=until.isoformat())
    enqueue(
        "organizations.effect_claim",
        at=max(until, now()),
        about=claim.organization_id,
        claim_id=str(claim.id),
    )


@command
def refuse_claim(claim: Claim, *, actor: Actor, reason: str) -> None:
    """Refuse it with a reason that the claimant reads; first or second person, or on objection."""
    workflow.fire(REFUSE, claim, actor=actor)
    _end(claim, actor, reason)
    record("organizations:claim:refused", claim, actor=actor, reason=reason)
    _tell_claimant("claim_refused", claim)


@command
def object_to_claim(notice: ClaimNotice, *, words: str) -> None:
    """Stop a claim, by the link that a known contact got; staff look at it before it goes on.

    RuleViolation when it is over, or has taken effect.
    """
    claim = notice.claim
    if claim.state == ClaimState.OBJECTED:  # others objected before
        lock(claim)
    else:
        workflow.fire(OBJECT, claim, actor=SYSTEM)
    lock(notice)
    if notice.objected_at is not None:
        raise RuleViolation(_l("You have objected already. Staff look at it."))
    notice.objected_at, notice.objection = now(), words
    record("organizations:claim:objected", claim, actor=SYSTEM, notice=str(notice.id))
    for person in _handlers(claim):
        outbox.send("organizations/claim_objected_notice", to=person, about=claim, claim=claim)
    _tell_claimant("claim_objected", claim)


@command
def resume_claim(claim: Claim, *, actor: Actor, reason: str) -> None:
    """Let a claim go on in spite of an objection; all that follows a check is done anew."""
    workflow.fire(RESUME, claim, actor=actor)
    claim.confirmed_by_id = claim.confirmed_at = None
    claim.checked_by_id, claim.checked_at, claim.note = actor.id, now(), reason
    record("organizations:claim:resumed", claim, actor=actor, reason=reason)
    begin_waiting(claim)


@command
def effect_claim(claim: Claim) -> None:
    """Let a confirmed claim take effect once the time to object is over. May be called twice.

    Run by a job: two people decided. If one of them may not handle it any more, two others look at
    it; if somebody leads the organization meanwhile, it lapses.
    """
    lock(claim.organization)
    lock(claim)
    if claim.state != ClaimState.WAITING or now() < claim.objections_until:
        return
    if queries.speaks_for_itself(claim) or not _claimant_is_there(claim):
        expire(claim)
        return
    if not all(_may_still(each, claim) for each in (claim.checked_by, claim.confirmed_by)):
        _reopen(claim)
        return
    workflow.fire(GRANT, claim, actor=SYSTEM)
    claim.ended_at = now()
    record(
        "organizations:claim:granted",
        claim,
        actor=SYSTEM,
        person=str(claim.claimant_id) if claim.claimant_id else None,
        checked_by=str(claim.checked_by_id),
        confirmed_by=str(claim.confirmed_by_id),
    )
    if claim.way == ClaimWay.RECOVERY:
        _invite(claim)
    else:
        _let_lead(claim)
    for other in queries.others_open(claim):
        expire(other)


def _let_lead(claim):
    organization, person = claim.organization, claim.claimant
    membership = open_membership(organization, person.id)
    if membership is None:
        add_member(organization, person.id, MembershipRole.FOCAL_POINT)
    else:
        membership.role = MembershipRole.FOCAL_POINT
    begin_identity(organization, actor=Actor(person.id, person.name))
    refresh_register(organization.id)
    enqueue(
        "accreditation.release_cases",
        about=organization.id,
        organization_id=str(organization.id),
    )
    outbox.send("organizations/claim_granted", to=person, about=claim, claim=claim)


def _invite(claim):
    """Whoever was proposed gets the link by which one joins and leads."""
    actor = actor_for(claim.checked_by)
    revoke_open(claim.organization, claim.email)
    invite(
        claim.organization,
        actor,
        claim.email,
        MembershipRole.FOCAL_POINT,
        claim.language,
        claim=str(claim.id),
    )


def _claimant_is_there(claim):
    return claim.claimant is None or claim.claimant.deactivated_at is None


def _may_still(account: Account, claim: Claim) -> bool:
    return can(actor_for(account), Organizations.HANDLE_CLAIM, claim)


def _reopen(claim):
    workflow.fire(REOPEN, claim, actor=SYSTEM)
    claim.checked_by_id = claim.checked_at = None
    claim.confirmed_by_id = claim.confirmed_at = claim.objections_until = None
    record("organizations:claim:reopened", claim, actor=SYSTEM)
    for person in _handlers(claim):
        outbox.send("organizations/claim_to_check", to=person, about=claim, claim=claim)


@command
def expire_claim(claim: Claim) -> None:
    """Let a claim lapse of which no proof came in time; by a job, and without prejudice."""
    lock(claim)
    if claim.state == ClaimState.OPENED:
        expire(claim)


def expire(claim: Claim) -> None:
    """End a claim because of time, or because somebody leads the organization; within a command."""
    if claim.state not in OPEN_CLAIM:
        return
    workflow.fire(EXPIRE, claim, actor=SYSTEM)
    _end(claim, SYSTEM, None)
    record("organizations:claim:expired", claim, actor=SYSTEM)
    _tell_claimant("claim_lapsed", claim)


def _end(claim, actor, reason):
    claim.ended_at, claim.ended_by_id, claim.reason = now(), actor.id, reason
    claim.proof_hash = None


def _tell_claimant(message, claim):
    """A recovery has no claimant: staff who opened it see it in the list."""
    if claim.claimant is not None:
        outbox.send(f"organizations/{message}", to=claim.claimant, about=claim, claim=claim)


def _handlers(claim):
    return staff_who_may(Organizations.HANDLE_CLAIM, claim, Role.REVIEWER, Role.HEAD_OF_UNIT)
