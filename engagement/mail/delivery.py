"""Hand a stored message to the mail server."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from engagement.mail.models import Message

TIMEOUT_SECONDS = 30


def compose(message: Message, sender: str) -> EmailMessage:
    """The mail as it goes over the wire: text first, HTML beside it; no user text in headers
    but the subject, whose line breaks were folded when it was stored."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.send_at)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body_text)
    mail.add_alternative(message.body_html, subtype="html")
    mail["Content-Language"] = message.language  # last: setting the content drops its headers
    return mail


def deliver(mail: EmailMessage, smtp_url: str) -> None:
    """Send by `smtp`, `smtps` or `smtp+starttls`; raises smtplib's errors and OSError."""
    parts = urlsplit(smtp_url)
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=tls)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=tls)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(mail)


def is_final(error: Exception) -> bool:
    """Whether trying again is useless: the server refused this recipient or text for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600
