"""Verbs of membership: change a role, end one. An organization is never without a focal point."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.mail import outbox
from engagement.organizations import queries
from engagement.organizations.models import Membership, MembershipRole, Organization
from engagement.organizations.permissions import Organizations


def refuse_merged(organization: Organization) -> None:
    """RuleViolation for an organization that goes on as another one: nobody belongs to it."""
    if organization.merged_into_id is not None:
        raise RuleViolation(
            _l("This organization goes on as another one, so nothing can be begun for it.")
        )


def add_member(organization: Organization, person_id: uuid.UUID, role: MembershipRole):
    """Add the row of a membership that begins now; within a command that records it.

    From the first member on, the organization speaks for itself.
    """
    organization.kept_by_staff = False
    membership = Membership(
        organization_id=organization.id, person_id=person_id, role=role, started_at=now()
    )
    db.session.add(membership)
    return membership


@command
def change_role(membership: Membership, *, actor: Actor, role: MembershipRole) -> None:
    """Give a member another role, and tell them."""
    lock(membership.organization)
    lock(membership)
    if not can(actor, Organizations.LEAD, membership):
        raise NotAllowed(Organizations.LEAD)
    _still_open(membership)
    if membership.role == role:
        return
    if role != MembershipRole.FOCAL_POINT:
        _another_leads(membership)
    before, membership.role = membership.role, role
    record(
        "organizations:membership:changed",
        membership,
        actor=actor,
        person=str(membership.person_id),
        role=[before.value, role.value],
    )
    if membership.person_id != actor.id:
        outbox.send(
            "organizations/role_changed",
            to=membership.person,
            about=membership,
            membership=membership,
        )


@command
def end_membership(membership: Membership, *, actor: Actor) -> None:
    """Remove a member, or leave: all rights end with the person's next request."""
    organization = lock(membership.organization)
    lock(membership)
    if not can(actor, Organizations.END_MEMBERSHIP, membership):
        raise NotAllowed(Organizations.END_MEMBERSHIP)
    _still_open(membership)
    _another_leads(membership)
    membership.ended_at = now()
    left = membership.person_id == actor.id
    record(
        "organizations:membership:ended",
        membership,
        actor=actor,
        person=str(membership.person_id),
        left=left,
    )
    if left:
        for person in queries.focal_points(organization.id):
            outbox.send(
                "organizations/member_left", to=person, about=membership, membership=membership
            )
    else:
        outbox.send(
            "organizations/membership_ended",
            to=membership.person,
            about=membership,
            membership=membership,
        )


def _still_open(membership):
    if membership.ended_at is not None:
        raise RuleViolation(_l("This person does not belong to the organization any more."))


def _another_leads(membership):
    """Guard: whoever is the last focal point stays one until there is another."""
    if membership.role != MembershipRole.FOCAL_POINT:
        return
    others = [
        person
        for person in queries.focal_points(membership.organization_id)
        if person.id != membership.person_id
    ]
    if not others:
        raise RuleViolation(
            _l(
                "An organization always has a focal point. Make a colleague focal point first;"
                " then this is possible."
            )
        )
