"""Verbs of invitation: invite by e-mail, send again, revoke, accept."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accounts import tokens
from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import limits, once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations import queries, settings
from engagement.organizations.commands.members import add_member, refuse_merged
from engagement.organizations.commands.register import refresh_register
from engagement.organizations.models import Invitation, Membership, MembershipRole, Organization
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries.staff import staff_who_may

DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Invited:
    """An address that a mail goes to, whether or not it has an account: nobody may learn which."""

    email: str
    language: str
    id: uuid.UUID | None = None
    name: str = ""


@command
def invite_colleague(
    organization: Organization,
    *,
    actor: Actor,
    email: str,
    role: MembershipRole,
    language: str,
    key: uuid.UUID | None = None,
) -> Invitation:
    """Mail a link by which one person can join; does the same whether they have an account.

    RuleViolation for a contributor while staff keep the organization: the first to join leads it.
    """
    lock(organization)
    if not can(actor, Organizations.INVITE, organization):
        raise NotAllowed(Organizations.INVITE)
    if earlier := once.take(key, actor):
        return db.session.get(Invitation, earlier.result_id)
    refuse_merged(organization)
    _first_leads(organization, role)
    if queries.is_member(organization, email):
        raise RuleViolation(_l("Somebody with this address belongs to the organization already."))
    return invite(organization, actor, email, role, language, key)


def revoke_open(organization: Organization, email: str) -> None:
    """Let open invitations to this address stop working; within a command."""
    for earlier in queries.open_invitations(organization):
        if earlier.email_key == email_key(email):
            earlier.revoked_at = now()
    db.session.flush()


def invite(
    organization: Organization,
    actor: Actor,
    email: str,
    role: MembershipRole,
    language: str,
    key: uuid.UUID | None = None,
    **why,
) -> Invitation:
    """Add an invitation and mail its link; within a command that knows that it may be sent."""
    token, token_hash = tokens.new_token()
    invitation = Invitation(
        organization=organization,
        email=email.strip(),
        email_key=email_key(email),
        role=role,
        language=language,
        token_hash=token_hash,
        invited_by=db.session.get(Account, actor.id),
        created_at=now(),
        expires_at=now() + timedelta(days=settings.invitation_days()),
    )
    try:
        with db.session.begin_nested():
            db.session.add(invitation)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(
            _l("This address is invited already. Send the invitation again from the list.")
        ) from None
    once.remember(key, invitation.id)
    record("organizations:invitation:sent", invitation, actor=actor, role=role.value, **why)
    _mail(invitation, token)
    return invitation


@command
def resend_invitation(invitation: Invitation, *, actor: Actor) -> None:
    """Mail a new link; the earlier one stops working."""
    lock(invitation)
    if not can(actor, Organizations.INVITE, invitation):
        raise NotAllowed(Organizations.INVITE)
    _still_open(invitation)
    token, invitation.token_hash = tokens.new_token()
    invitation.expires_at = now() + timedelta(days=settings.invitation_days())
    record("organizations:invitation:sent", invitation, actor=actor, again=True)
    _mail(invitation, token)


@command
def revoke_invitation(invitation: Invitation, *, actor: Actor) -> None:
    """Let the mailed link stop working."""
    lock(invitation)
    if not can(actor, Organizations.INVITE, invitation):
        raise NotAllowed(Organizations.INVITE)
    _still_open(invitation)
    invitation.revoked_at = now()
    record("organizations:invitation:revoked", invitation, actor=actor)


@command
def accept_invitation(invitation: Invitation, *, actor: Actor) -> Membership:
    """Join by a mailed link, once; whoever belongs already keeps the stronger role."""
    organization = lock(invitation.organization)
    lock(invitation)
    if not can(actor, Organizations.ACCEPT, invitation):
        raise NotAllowed(Organizations.ACCEPT)
    _still_open(invitation)
    if invitation.expires_at <= now():
        raise RuleViolation(_l("This invitation is too old. Ask for a new one."))
    refuse_merged(organization)
    _first_leads(organization, invitation.role)
    if not queries.open_memberships(organization):
        refresh_register(organization.id)  # its entry is not offered to be claimed any more
    invitation.accepted_at = now()
    membership = queries.open_membership(organization, actor.id)
    if membership is None:
        membership = add_member(organization, actor.id, invitation.role)
    elif invitation.role == MembershipRole.FOCAL_POINT:
        membership.role = invitation.role
    record(
        "organizations:invitation:accepted",
        invitation,
        actor=actor,
        person=str(actor.id),
        role=invitation.role.value,
    )
    enqueue(
        "accreditation.release_cases",
        about=organization.id,
        organization_id=str(organization.id),
    )
    for person in queries.focal_points(organization.id):
        if person.id != actor.id:
            outbox.send(
                "organizations/member_joined",
                to=person,
                about=invitation,
                invitation=invitation,
                joined=actor.name,
            )
    return membership


@command
def ask_to_join(
    organization: Organization, *, actor: Actor, email: str, key: uuid.UUID | None = None
) -> None:
    """Ask the focal points of an organization to invite the person; who they are stays unsaid.

    Where nobody can answer, staff of the unit get the request; the asker sees no difference.
    TooOften beyond so many a day, or for the same organization twice. The form's key comes first:
    a double click is one request.
    """
    if once.take(key, actor):
        return
    if not can(actor, Organizations.CREATE):
        raise NotAllowed(Organizations.CREATE)
    limits.count("ask-to-join", str(actor.id), limit=settings.requests_to_join_a_day(), seconds=DAY)
    limits.count("ask-to-join", f"{actor.id} {organization.id}", limit=1, seconds=DAY)
    leaders = queries.focal_points(organization.id)
    asked = leaders or staff_who_may(Organizations.RECOVER, organization, Role.HEAD_OF_UNIT)
    once.remember(key, organization.id)
    record("organizations:invitation:asked_for", organization, actor=actor, people=len(asked))
    for person in asked:
        outbox.send(
            "organizations/asks_to_join",
            to=person,
            about=organization,
            organization=organization,
            asker=actor.name,
            email=email,
            page="invitations/new" if leaders else "invite-focal-point",
        )


def _first_leads(organization, role):
    """Guard: whoever joins an organization that staff keep leads it, or nobody would."""
    if organization.kept_by_staff and role != MembershipRole.FOCAL_POINT:
        raise RuleViolation(
            _l(
                "The first person of an organization is its focal point."
                " Invite a focal point first."
            )
        )


def _still_open(invitation):
    if invitation.accepted_at is not None:
        raise RuleViolation(_l("This invitation has been accepted already."))
    if invitation.revoked_at is not None:
        raise RuleViolation(_l("This invitation has been revoked. Ask for a new one."))


def _mail(invitation, token):
    outbox.send(
        "organizations/invitation",
        to=Invited(invitation.email, invitation.language),
        about=invitation,
        invitation=invitation,
        token=token,
        days=settings.invitation_days(),
    )
