"""Who belongs to an organization, who leads it, who has been invited."""

import uuid
from datetime import datetime

from sqlalchemy import Select, false, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from engagement.accounts import tokens
from engagement.accounts.models import Account, SignIn
from engagement.accounts.queries import email_key
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import (
    Invitation,
    Membership,
    MembershipRole,
    Organization,
)

OPEN = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))


def open_memberships(organization: Organization) -> list[Membership]:
    """Who belongs to an organization now, focal points first."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.organization_id == organization.id, Membership.ended_at.is_(None))
        .order_by(Membership.role.desc(), Account.name)
    ).all()


def memberships_ended(organization: Organization, at: datetime) -> list[Membership]:
    """Memberships that ended at one instant, of people whose account is open now."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.organization_id == organization.id,
            Membership.ended_at == at,
            Account.deactivated_at.is_(None),
        )
        .order_by(Account.name)
    ).all()


def open_membership(organization: Organization, person_id: uuid.UUID) -> Membership | None:
    """The membership of one person now."""
    return db.session.scalars(
        select(Membership).filter_by(
            organization_id=organization.id, person_id=person_id, ended_at=None
        )
    ).first()


def get_membership(membership_id: uuid.UUID) -> Membership | None:
    """A membership by its id, also one that has ended."""
    return db.session.get(Membership, membership_id)


def is_member(organization: Organization, email: str) -> bool:
    """Whether somebody with this address belongs to the organization now."""
    return any(
        membership.person.email_key == email_key(email)
        for membership in open_memberships(organization)
    )


def focal_points(organization_id: uuid.UUID) -> list[Account]:
    """The people who lead an organization now: they get its mail."""
    return db.session.scalars(
        select(Account)
        .join(Membership, Membership.person_id == Account.id)
        .where(
            Membership.organization_id == organization_id,
            Membership.role == MembershipRole.FOCAL_POINT,
            Membership.ended_at.is_(None),
            Account.deactivated_at.is_(None),
        )
        .order_by(Account.name)
    ).all()


def seen_since(people: list[Account], moment: datetime) -> bool:
    """Whether any of these people used the platform since then, or is new on it."""
    ids = [person.id for person in people]
    if any(person.created_at >= moment for person in people):
        return True
    signed_in = select(SignIn.id).where(SignIn.account_id.in_(ids), SignIn.last_seen_at >= moment)
    acted = select(AuditEvent.id).where(
        AuditEvent.actor_id.in_(ids), AuditEvent.happened_at >= moment
    )
    return db.session.scalar(select(or_(signed_in.exists(), acted.exists())))


def led_alone(account: Account) -> list[Organization]:
    """Organizations with other members, of which this person is the only active focal point."""
    others = (
        select(Membership.organization_id, Membership.role)
        .join(Account, Account.id == Membership.person_id)
        .where(
            Membership.ended_at.is_(None),
            Membership.person_id != account.id,
            Account.deactivated_at.is_(None),
        )
        .subquery()
    )
    of_others = select(others.c.organization_id)
    return db.session.scalars(
        select(Organization)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(
            Membership.person_id == account.id,
            Membership.role == MembershipRole.FOCAL_POINT,
            Membership.ended_at.is_(None),
            Organization.id.in_(of_others),
            Organization.id.not_in(of_others.where(others.c.role == MembershipRole.FOCAL_POINT)),
        )
        .order_by(Organization.name)
    ).all()


def led_by_nobody(actor: Actor) -> Select:
    """Organizations with members of whom no active one leads, for who may invite somebody to."""
    led = (
        select(Membership.organization_id)
        .join(Account, Account.id == Membership.person_id)
        .where(
            Membership.ended_at.is_(None),
            Membership.role == MembershipRole.FOCAL_POINT,
            Account.deactivated_at.is_(None),
        )
    )
    with_members = select(Membership.organization_id).where(Membership.ended_at.is_(None))
    may = true() if Role.HEAD_OF_UNIT in actor.roles else false()
    return select(Organization.id, Organization.name, Organization.country).where(
        may,
        Organization.id.in_(with_members),
        Organization.id.not_in(led),
        Organization.id.not_in(actor.conflicts),
    )


def open_invitations(organization: Organization) -> list[Invitation]:
    """Invitations that nobody has accepted or revoked, oldest first; also those too old by now."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.organization_id == organization.id, *OPEN)
        .options(joinedload(Invitation.invited_by))
        .order_by(Invitation.created_at)
    ).all()


def get_invitation(invitation_id: uuid.UUID) -> Invitation | None:
    """An invitation by its id."""
    return db.session.get(Invitation, invitation_id)


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation a mailed link stands for, while it can be accepted."""
    return db.session.scalars(
        select(Invitation).where(
            Invitation.token_hash == tokens.digest(token), Invitation.expires_at > now(), *OPEN
        )
    ).first()


def invitations_for(account: Account) -> list[Invitation]:
    """Open invitations to a person's own confirmed address: found again on any device."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.email_key == account.email_key, Invitation.expires_at > now(), *OPEN)
        .order_by(Invitation.created_at)
    ).all()
