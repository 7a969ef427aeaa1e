"""Verbs of organizations, by noun."""

from engagement.organizations.commands import departures  # noqa: F401  declares a guard
from engagement.organizations.commands.claim_checks import (
    check_claim,
    confirm_claim,
    effect_claim,
    expire_claim,
    object_to_claim,
    refuse_claim,
    resume_claim,
)
from engagement.organizations.commands.claims import (
    add_letter,
    open_claim,
    open_recovery,
    prove_mailbox,
    send_proof,
    withdraw_claim,
)
from engagement.organizations.commands.columns import write_names
from engagement.organizations.commands.invitations import (
    accept_invitation,
    ask_to_join,
    invite_colleague,
    resend_invitation,
    revoke_invitation,
)
from engagement.organizations.commands.members import (
    add_member,
    change_role,
    end_membership,
    refuse_merged,
)
from engagement.organizations.commands.merged import let_go, take_back
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
    "add_letter",
    "add_member",
    "add_person",
    "ask_to_join",
    "begin_identity",
    "change_person",
    "change_role",
    "check_claim",
    "confirm_claim",
    "create_organization",
    "effect_claim",
    "end_membership",
    "expire_claim",
    "invite_colleague",
    "let_go",
    "object_to_claim",
    "open_claim",
    "open_recovery",
    "prove_mailbox",
    "refresh_register",
    "refuse_claim",
    "refuse_merged",
    "remove_person",
    "resend_invitation",
    "resume_claim",
    "revoke_invitation",
    "save_section",
    "send_proof",
    "take_back",
    "withdraw_claim",
    "write_names",
]
