"""Who may read stored mails."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, has_role, register
from engagement.mail.models import Message


class Mail(Permission):
    """Rights on stored mails."""

    LIST = "mail:message:list"
    VIEW = "mail:message:view"
    RESEND = "mail:message:resend"


def about_no_conflict(actor, message):
    """The mail is about no organization whose cases are kept from this person."""
    return message.about_organization_id not in actor.conflicts


operations = has_role(Role.ADMINISTRATOR, Role.AUDITOR)

register(
    {
        Mail.LIST: operations,
        Mail.VIEW: all_of(operations, about_no_conflict),
        Mail.RESEND: all_of(has_role(Role.ADMINISTRATOR), about_no_conflict),
    }
)
subjects.register(
    Message,
    view=Mail.VIEW,
    label=lambda message: message.subject,
    endpoint="mail.show_message",
    argument="message_id",
)
