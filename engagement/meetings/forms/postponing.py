"""To when a meeting is postponed, and why."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.core.deadlines import beginning_of_minute
from engagement.core.text import text_in
from engagement.meetings.forms.hours import HoursForm
from engagement.meetings.models import Meeting, MeetingSession
from engagement.web.fields import DateField, options
from engagement.web.i18n import format_date_time, language
from engagement.web.time_fields import ClockField


class PostponeForm(HoursForm):
    """Which session, its new hour by the clocks of the meeting, the reason people read."""

    HOURS = (("on_day", "begins"),)

    session = SelectField(_l("Which session?"))
    alone = BooleanField(_l("This session alone: those after it stay where they are"))
    on_day = DateField(_l("New day"), validators=[InputRequired(_l("Enter the new day."))])
    begins = ClockField(_l("Begins at"), validators=[InputRequired(_l("Enter the new hour."))])
    reason = TextAreaField(
        _l("Why? Everybody who is registered reads it."),
        validators=[
            InputRequired(_l("Say why.")),
            Length(max=1000, message=_l("Use at most %(max)d characters.")),
        ],
    )
    confirmed = HiddenField()
    """"yes" once the new hours were seen."""

    def __init__(self, meeting: Meeting, sessions: list[MeetingSession], **more) -> None:
        super().__init__(clocks=meeting.zone, **more)
        self.zone, self.sessions = meeting.zone, {str(each.id): each for each in sessions}
        self.session.choices = options((key, _named(each)) for key, each in self.sessions.items())

    @classmethod
    def of(cls, meeting: Meeting, sessions: list[MeetingSession]) -> "PostponeForm":
        """The form with the hour as it is now; what was posted wins."""
        local = sessions[0].starts_at.astimezone(ZoneInfo(meeting.zone))
        hours = {"on_day": local.date(), "begins": local.time().replace(second=0, microsecond=0)}
        return cls(meeting, sessions, data=hours)

    @property
    def chosen(self) -> MeetingSession:
        """The session."""
        return self.sessions[self.session.data]

    @property
    def starts_at(self) -> datetime:
        """The new hour."""
        return beginning_of_minute(self.on_day.data, self.begins.data, self.zone)


def _named(session):
    title, hour = text_in(session.title, language())[0], session.starts_at
    told = format_date_time(hour, session.meeting.zone).striptags()
    return f"{title}, {told}" if title else told
