"""Verbs of accounts, by noun; what needs two administrators goes through `grave_acts`."""

from engagement.accounts.commands.addresses import (
    change_email,
    request_email_change,
    undo_email_change,
)
from engagement.accounts.commands.audit_engagements import (
    AuditTerms,
    audit_terms,
    change_engagement,
    end_engagement,
)
from engagement.accounts.commands.erasure import answer_erasure, ask_erasure
from engagement.accounts.commands.grave_acts import confirm_grave_act, withdraw_grave_act
from engagement.accounts.commands.people import (
    activate,
    ask_factor_reset,
    change_roles,
    deactivate,
    let_in_again,
    take_off_second_factor,
)
from engagement.accounts.commands.profile import change_password, change_profile
from engagement.accounts.commands.registration import (
    Stranger,
    accept_invitation,
    add_account,
    create_staff,
    invite_staff,
    resend_mail,
    sign_up,
    strong,
    verify_email,
)
from engagement.accounts.commands.second_factor import (
    begin_second_factor,
    confirm_identity,
    confirm_second_factor,
    enter_code,
    remove_second_factor,
    renew_recovery_codes,
    set_up_second_factor_for_demo,
)
from engagement.accounts.commands.sessions import (
    Browser,
    as_actor,
    end_session,
    end_sessions,
    mail_reset_link,
    mail_sign_in_link,
    reset_password,
    sign_in,
    sign_in_by_link,
    start_session,
)

__all__ = [
    "AuditTerms",
    "Browser",
    "Stranger",
    "accept_invitation",
    "activate",
    "add_account",
    "answer_erasure",
    "as_actor",
    "ask_erasure",
    "ask_factor_reset",
    "audit_terms",
    "begin_second_factor",
    "change_email",
    "change_engagement",
    "change_password",
    "change_profile",
    "change_roles",
    "confirm_grave_act",
    "confirm_identity",
    "confirm_second_factor",
    "create_staff",
    "deactivate",
    "end_engagement",
    "end_session",
    "end_sessions",
    "enter_code",
    "invite_staff",
    "let_in_again",
    "mail_reset_link",
    "mail_sign_in_link",
    "remove_second_factor",
    "renew_recovery_codes",
    "request_email_change",
    "resend_mail",
    "reset_password",
    "set_up_second_factor_for_demo",
    "sign_in",
    "sign_in_by_link",
    "sign_up",
    "start_session",
    "strong",
    "take_off_second_factor",
    "undo_email_change",
    "verify_email",
    "withdraw_grave_act",
]
