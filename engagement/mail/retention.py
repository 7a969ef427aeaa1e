"""What of mail ages: its words. That it was sent, to whom and when, stays as evidence."""

from sqlalchemy import update

from engagement.core.retention import declare
from engagement.mail import settings
from engagement.mail.models import Message, MessageState
from engagement.mail.queries import about_no_case


def old_words(limit):
    """Letters of a case are part of it and stay as long."""
    return (
        update(Message)
        .where(
            Message.send_at <= limit,
            Message.state.not_in((MessageState.QUEUED, MessageState.TO_POST)),
            Message.body_text != "",
            about_no_case(),
        )
        .values(body_text="", body_html="", calendar=None, calendar_method=None)
    )


def old_calendars(limit):
    """What invited to a day that is long over is no evidence, whatever its letter is about."""
    return (
        update(Message)
        .where(
            Message.send_at <= limit,
            Message.state.not_in((MessageState.QUEUED, MessageState.TO_POST)),
            Message.calendar.is_not(None),
            ~about_no_case(),
        )
        .values(calendar=None, calendar_method=None)
    )


declare("mail.words", settings.keep_words_days, old_words)
declare("mail.calendars", settings.keep_words_days, old_calendars)
