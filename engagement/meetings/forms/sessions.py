"""A session of a meeting, by the clocks of the meeting's zone."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.core.deadlines import beginning_of_minute
from engagement.core.seen import mark
from engagement.core.text import NATIVE_NAMES
from engagement.meetings.commands.sessions import SessionData
from engagement.meetings.forms.hours import SpanForm
from engagement.meetings.forms.meetings import MINUTES, clock, day, parts_of
from engagement.meetings.models import Meeting, MeetingSession
from engagement.meetings.moving import days_later
from engagement.web.fields import options
from engagement.web.language_fields import TextsField, web_address
from engagement.web.number_fields import WholeNumberField
from engagement.web.seen import SeenForm

MINUTE = timedelta(minutes=1)


class SessionForm(SpanForm, SeenForm):
    """When it is, and how people follow it."""

    title = TextsField(_l("Title of the session"))
    on_day = day(_l("Day"), _l("Enter the day of the session."))
    begins = clock(_l("Begins at"), _l("Enter the hour at which it begins."))
    minutes = WholeNumberField(
        _l("Minutes that it lasts"),
        validators=[InputRequired(_l("Enter how many minutes it lasts.")), MINUTES],
    )
    child_friendly = BooleanField(_l("It is made for children and young people"))
    interpretation = SelectMultipleField(
        _l("Languages of interpretation"),
        choices=lambda: options(NATIVE_NAMES.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    join_url = web_address(_l("Address by which people join"))
    capacity = WholeNumberField(
        _l("How many people the platform or the room takes"),
        most=1_000_000,
        validators=[Optional(), NumberRange(1, message=_l("Enter at least one, or nothing."))],
    )

    def session(self, zone: str) -> SessionData:
        """What was entered."""
        starts_at = beginning_of_minute(self.on_day.data, self.begins.data, zone)
        return SessionData(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=self.minutes.data),
            title=self.title.texts,
            join_url=self.join_url.data or None,
            interpretation=tuple(self.interpretation.data),
            capacity=self.capacity.data,
            child_friendly=self.child_friendly.data,
        )

    @classmethod
    def of(cls, session: MeetingSession, **more) -> "SessionForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("title", "child_friendly", "interpretation", "join_url", "capacity")
        kept = {name: getattr(session, name) for name in names}
        kept["seen"] = mark(session, SessionData.__dataclass_fields__)
        zone = session.meeting.zone
        return cls(clocks=zone, data=kept | _hours(session, zone), **more)

    @classmethod
    def after(cls, meeting: Meeting, **more) -> "SessionForm":
        """The form of the next session: a day after the last one, at the same hour, as long."""
        last = meeting.sessions[-1]
        hours = _hours(last, meeting.zone)
        hours["on_day"] = parts_of(days_later(last.starts_at, 1, meeting.zone), meeting.zone)[0]
        hours["interpretation"] = last.interpretation
        return cls(clocks=meeting.zone, data=hours, **more)


def _hours(session, zone):
    on_day, begins = parts_of(session.starts_at, zone)
    minutes = (session.ends_at - session.starts_at) // MINUTE
    return {"on_day": on_day, "begins": begins, "minutes": minutes}
