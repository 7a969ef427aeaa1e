"""Who may read stored mails."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, register
from engagement.mail.models import Message


class Mail(Permission):
    """Rights on stored mails: VIEW is the envelope, READ the words."""

    LIST = "mail:message:list"
    VIEW = "mail:message:view"
    READ = "mail:message:read"
    RESEND = "mail:message:resend"


def about_no_conflict(actor, message):
    """The mail is about no organization whose cases are kept from this person."""
    if message.about_organization_id in actor.conflicts:
        return False
    return not subjects.is_about_one_of(actor.conflicts, message.about_type, message.about_id)


def about_no_casework(actor, message):
    """The mail is about an account, a membership or nothing: no words of a case."""
    return message.about_type is None or message.about_type in subjects.of_operations()


def holds_no_link(actor, message):
    """No link in it acts as its reader: staff could sign in as the person otherwise."""
    return not message.holds_link


def in_scope(actor, message):
    """Who only audits reads of cases what the engagement covers."""
    return not (
        actor.audits_part
        and subjects.is_beyond(actor.audited, message.about_type, message.about_id)
    )


auditor = all_of(has_role(Role.AUDITOR), in_scope)
operations = has_role(Role.ADMINISTRATOR, Role.AUDITOR)

register(
    {
        Mail.LIST: operations,
        Mail.VIEW: all_of(any_of(has_role(Role.ADMINISTRATOR), auditor), about_no_conflict),
        Mail.READ: all_of(
            about_no_conflict,
            holds_no_link,
            any_of(auditor, all_of(has_role(Role.ADMINISTRATOR), about_no_casework)),
        ),
        Mail.RESEND: all_of(has_role(Role.ADMINISTRATOR), about_no_conflict),
    }
)
subjects.register(
    Message,
    view=Mail.VIEW,
    label=lambda message: message.template,
    endpoint="mail.show_message",
    argument="message_id",
    casework=False,
)
