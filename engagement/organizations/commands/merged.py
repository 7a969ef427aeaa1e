"""What a merger means for the people of an organization: nobody belongs to it while it lasts."""

from datetime import datetime

from engagement.audit.commands import record
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations import queries
from engagement.organizations.commands.claim_checks import expire
from engagement.organizations.models import MembershipRole, Organization
from engagement.organizations.queries.claims import open_claims


def let_go(organization: Organization, *, actor: Actor, at: datetime) -> None:
    """End memberships, invitations and claims of one that goes on as another; within a command."""
    for membership in queries.open_memberships(organization):
        membership.ended_at = at
        record(
            "organizations:membership:ended",
            membership,
            actor=actor,
            person=str(membership.person_id),
            left=False,
        )
    for invitation in queries.open_invitations(organization):
        invitation.revoked_at = at
        record("organizations:invitation:revoked", invitation, actor=actor)
    db.session.flush()
    for claim in open_claims(organization):
        expire(claim)


def take_back(organization: Organization, *, actor: Actor, ended_at: datetime) -> None:
    """Let those belong to it again whose membership ended by the merger; within a command.

    Nobody does where none of those who led it is there any more: then its entry can be claimed.
    """
    there = queries.memberships_ended(organization, ended_at)
    if not any(each.role == MembershipRole.FOCAL_POINT for each in there):
        return
    for membership in there:
        membership.ended_at = None
        record(
            "organizations:membership:resumed",
            membership,
            actor=actor,
            person=str(membership.person_id),
        )
