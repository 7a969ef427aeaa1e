"""Verbs of organizations, by noun."""

from engagement.organizations.commands import departures  # noqa: F401  declares a guard
from engagement.organizations.commands.columns import write_names
from engagement.organizations.commands.invitations import (
    accept_invitation,
    ask_to_join,
    invite_colleague,
    invite_focal_point,
    resend_invitation,
    revoke_invitation,
)
from engagement.organizations.commands.members import add_member, change_role, end_membership
from engagement.organizations.commands.people import (
    PersonData,
    add_person,
    change_person,
    remove_person,
)
from engagement.organizations.commands.profile import (
    begin_identity,
    create_organization,
    save_section,
)
from engagement.organizations.commands.register import refresh_register

__all__ = [
    "PersonData",
    "accept_invitation",
    "add_member",
    "add_person",
    "ask_to_join",
    "begin_identity",
    "change_person",
    "change_role",
    "create_organization",
    "end_membership",
    "invite_colleague",
    "invite_focal_point",
    "refresh_register",
    "remove_person",
    "resend_invitation",
    "revoke_invitation",
    "save_section",
    "write_names",
]
