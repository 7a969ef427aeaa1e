"""The claimant's verbs: claim an entry, prove it, withdraw; and staff's to recover an orphan."""

import uuid
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts import tokens
from engagement.audit.commands import record
from engagement.core import limits, once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.personal_data import masked
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.mail import outbox
from engagement.organizations import settings
from engagement.organizations.commands.claim_checks import begin_waiting
from engagement.organizations.commands.invitations import DAY, Invited
from engagement.organizations.commands.members import refuse_merged
from engagement.organizations.models import Claim, ClaimState, ClaimWay, KnownContact, Organization
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import claims as queries
from engagement.organizations.queries.members import open_memberships
from engagement.organizations.queries.staff import staff_who_may
from engagement.organizations.workflow import PROVE, WITHDRAW, workflow


@command
def open_claim(
    organization: Organization,
    *,
    actor: Actor,
    way: ClaimWay,
    words: str,
    language: str,
    key: uuid.UUID | None = None,
) -> Claim:
    """Say that an organization without members is one's own; nothing follows until it is proved.

    A claim that the person has open already is given back. RuleViolation when somebody belongs to
    the organization: then its focal points invite. TooOften beyond so many a day.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Claim, earlier.result_id)
    if not can(actor, Organizations.CLAIM) or actor.id is None:
        raise NotAllowed(Organizations.CLAIM)
    limits.count("claim", str(actor.id), limit=settings.claims_a_day(), seconds=DAY)
    lock(organization)
    refuse_merged(organization)
    if open_memberships(organization):
        raise RuleViolation(
            _l("Somebody belongs to this organization. Ask its focal point to invite you.")
        )
    _refuse_impossible(organization, way)
    if there := queries.open_claim(organization.id, actor.id):
        once.remember(key, there.id)
        return there
    claim = Claim(
        organization=organization,
        way=way,
        state=ClaimState.OPENED,
        claimant_id=actor.id,
        language=language,
        words=words,
        opened_at=now(),
    )
    db.session.add(claim)
    db.session.flush()
    once.remember(key, claim.id)
    record("organizations:claim:opened", claim, actor=actor, way=way.value)
    return claim


def _refuse_impossible(organization, way):
    known = {
        ClaimWay.MAILBOX: bool(queries.contacts_of(organization.id)),
        ClaimWay.LETTER: organization.web_domain is not None,
    }
    if not known.get(way):
        raise RuleViolation(_l("This way is not possible for this organization. Choose another."))


@command
def send_proof(
    claim: Claim, *, actor: Actor, contact: KnownContact | None = None, email: str = ""
) -> None:
    """Mail the link that proves a claim: to a known contact, or to a mailbox at the web domain.

    An earlier link stops working. RuleViolation for an address at another domain.
    """
    limits.count("claim-proof", str(claim.id), limit=settings.claim_proofs_a_day(), seconds=DAY)
    _own(claim, actor, ClaimState.OPENED)
    if claim.way == ClaimWay.MAILBOX:
        if contact is None or contact.organization_id != claim.organization_id:
            raise RuleViolation(_l("Choose one of the mailboxes."))
        email = contact.email
    elif not queries.is_at_domain(email, claim.organization):
        raise RuleViolation(
            _l(
                "Give an address at %(domain)s: only that shows that you belong to it.",
                domain=claim.organization.web_domain,
            )
        )
    token, claim.proof_hash = tokens.new_token()
    claim.proof_email = email.strip()
    claim.proof_expires_at = now() + timedelta(days=settings.claim_link_days())
    claim.mailbox_proved_at = None
    record("organizations:claim:link_sent", claim, actor=actor, to=masked(email))
    outbox.send(
        "organizations/claim_proof",
        to=Invited(claim.proof_email, claim.language),
        about=claim,
        claim=claim,
        token=token,
        days=settings.claim_link_days(),
    )


@command
def add_letter(claim: Claim, *, actor: Actor, taken: Taken) -> None:
    """Add the letter on the organization's letterhead; a new one takes the place of the last."""
    _own(claim, actor, ClaimState.OPENED)
    if claim.way != ClaimWay.LETTER:
        raise RuleViolation(_l("No letter is needed for this claim."))
    earlier = claim.letter
    claim.letter = documents.keep(taken, organization_id=claim.organization_id, actor=actor)
    db.session.flush()
    if earlier is not None:
        documents.forget(earlier)
    record("organizations:claim:letter_added", claim, actor=actor, sha256=taken.stored.sha256)
    _prove_when_whole(claim, actor)


@command
def prove_mailbox(claim: Claim, *, actor: Actor, token: str) -> None:
    """Follow the mailed link, signed in as the claimant: the mailbox is theirs to open.

    NotAllowed for anybody else: who reads the mailbox may not be the one who claims.
    """
    _own(claim, actor, ClaimState.OPENED)
    current = queries.by_proof(token)
    if current is None or current.id != claim.id:
        raise RuleViolation(_l("This link does not work any more. Have a new one sent."))
    claim.mailbox_proved_at = now()
    claim.proof_hash = None
    record("organizations:claim:mailbox_proved", claim, actor=actor, to=masked(claim.proof_email))
    _prove_when_whole(claim, actor)


def _prove_when_whole(claim, actor):
    """Mailbox, and a letter where the way asks for one; then it is staff's turn."""
    needs_letter = claim.way == ClaimWay.LETTER and claim.letter is None
    if claim.mailbox_proved_at is None or needs_letter:
        return
    claim.proved_at = now()
    workflow.fire(PROVE, _flushed(claim), actor=actor)
    record("organizations:claim:proved", claim, actor=actor, way=claim.way.value)
    for person in staff_who_may(
        Organizations.HANDLE_CLAIM, claim, Role.REVIEWER, Role.HEAD_OF_UNIT
    ):
        outbox.send("organizations/claim_to_check", to=person, about=claim, claim=claim)


def _flushed(claim):
    """So that the lock of the transition finds what was written before it."""
    db.session.flush()
    return claim


@command
def withdraw_claim(claim: Claim, *, actor: Actor) -> None:
    """Take one's claim back, before it is granted."""
    workflow.fire(WITHDRAW, claim, actor=actor)
    claim.ended_at, claim.ended_by_id, claim.proof_hash = now(), actor.id, None
    record("organizations:claim:withdrawn", claim, actor=actor)


@command
def open_recovery(
    organization: Organization,
    *,
    actor: Actor,
    email: str,
    language: str,
    reason: str,
    taken: Taken,
    key: uuid.UUID | None = None,
) -> Claim:
    """Propose somebody to lead an organization that nobody leads, with a letter on file.

    By a head of unit. Former focal points and known contacts are told and can object; a second
    member of staff confirms; then the address is invited. RuleViolation while somebody leads it
    who has used the platform lately; silent ones are told, too, and it ends as soon as one is seen.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(Claim, earlier.result_id)
    lock(organization)
    if not can(actor, Organizations.RECOVER, organization):
        raise NotAllowed(Organizations.RECOVER)
    refuse_merged(organization)
    if queries.is_led(organization):
        raise RuleViolation(
            _l("Somebody leads this organization. Its focal points invite their colleagues.")
        )
    letter = documents.keep(taken, organization_id=organization.id, actor=actor)
    claim = Claim(
        organization=organization,
        way=ClaimWay.RECOVERY,
        state=ClaimState.CHECKED,
        email=email.strip(),
        language=language,
        words=reason,
        opened_at=now(),
        letter=letter,
        proved_at=now(),
        checked_by_id=actor.id,
        checked_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(claim)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(
            _l("Somebody has been proposed to lead this organization already. See the claims.")
        ) from None
    once.remember(key, claim.id)
    record(
        "organizations:claim:recovery_opened",
        claim,
        actor=actor,
        reason=reason,
        to=masked(email),
        sha256=taken.stored.sha256,
    )
    begin_waiting(claim)
    return claim


def _own(claim, actor, state):
    lock(claim)
    if not can(actor, Organizations.FOLLOW_CLAIM, claim):
        raise NotAllowed(Organizations.FOLLOW_CLAIM)
    if claim.state != state:
        raise RuleViolation(_l("This claim has moved on meanwhile. Look at it again."))
