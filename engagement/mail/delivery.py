"""Hand a stored message to the mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
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
    if message.calendar:
        _add_calendar(mail, message.calendar, message.calendar_method)
    mail["Content-Language"] = message.language  # last: setting the content drops its headers
    return mail


def _add_calendar(mail: EmailMessage, calendar: str, method: str | None) -> None:
    """As another form of the same words, which calendars read, and as a file, for other programs
    (RFC 6047, 2.4)."""
    mail.add_alternative(calendar, subtype="calendar", params={"method": method or "PUBLISH"})
    mail.add_attachment(
        calendar.encode(), maintype="application", subtype="ics", filename="invite.ics"
    )


def deliver(mail: EmailMessage, smtp_url: str) -> None:
    """Send by `smtp`, `smtps` or `smtp+starttls`; raises smtplib's errors and OSError."""
    with line(smtp_url) as server:
        server.send_message(mail)


@contextmanager
def line(smtp_url: str) -> Iterator[smtplib.SMTP]:
    """A line to the server, over which mails can be sent one after another."""
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
        yield server


def is_final(error: Exception) -> bool:
    """Whether trying again is useless: the server refused this recipient or text for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600
