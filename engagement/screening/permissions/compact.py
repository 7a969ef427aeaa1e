"""Who may do what with the Global Compact: the private sector unit; companies their invitation."""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
)
from engagement.organizations.permissions import focal_point, no_conflict
from engagement.screening.models import CompactInvitation, CompactLink, CompactStanding
from engagement.screening.permissions.risk import DESK, UNIT


class Compacts(Permission):
    """Rights on links with participants, standings and invitations."""

    LIST = "screening:compact:list"
    VIEW = "screening:compact:view"
    FIND = "screening:compact:find"
    NOTE = "screening:compact:note"
    DECIDE = "screening:compact:decide"
    FOLLOW = "screening:compact:follow-up"
    INVITE = "screening:compact-invitation:send"
    VIEW_INVITATION = "screening:compact-invitation:view"
    ANSWER = "screening:compact-invitation:answer"


def moment_of(record):
    """When the record came about, by which an auditor's period covers it."""
    if isinstance(record, CompactLink):
        return record.found_at
    return record.invited_at if isinstance(record, CompactInvitation) else record.link.found_at


def in_scope(actor, record):
    """An auditor whose engagement covers when the record came about."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(moment_of(record))


unit = all_of(has_role(*UNIT), no_conflict)
reader = all_of(no_conflict, any_of(has_role(*DESK), in_scope))

register(
    {
        Compacts.LIST: has_role(*DESK, Role.AUDITOR),
        Compacts.VIEW: reader,
        Compacts.FIND: any_of(is_system, unit),
        Compacts.NOTE: is_system,
        Compacts.DECIDE: unit,
        Compacts.FOLLOW: unit,
        Compacts.INVITE: unit,
        Compacts.VIEW_INVITATION: any_of(focal_point, reader),
        Compacts.ANSWER: focal_point,
    }
)
subjects.register(
    CompactLink,
    view=Compacts.VIEW,
    label=lambda link: link.organization.name,
    endpoint="screening.show_compact_link",
    argument="link_id",
    audited=lambda period: subjects.happened_in(CompactLink.found_at, period),
)
subjects.register(
    CompactStanding,
    view=Compacts.VIEW,
    label=lambda standing: standing.link.organization.name,
    audited=lambda period: CompactStanding.link_id.in_(
        select(CompactLink.id).where(subjects.happened_in(CompactLink.found_at, period))
    ),
)
subjects.register(
    CompactInvitation,
    view=Compacts.VIEW_INVITATION,
    label=lambda invitation: invitation.organization.name,
    endpoint="screening.show_compact_invitation",
    argument="invitation_id",
    audited=lambda period: subjects.happened_in(CompactInvitation.invited_at, period),
)
