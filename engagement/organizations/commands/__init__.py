"""Verbs of organizations, by noun."""

from engagement.organizations.commands.members import add_member
from engagement.organizations.commands.profile import (
    create_organization,
    save_section,
    write_names,
)

__all__ = ["add_member", "create_organization", "save_section", "write_names"]
