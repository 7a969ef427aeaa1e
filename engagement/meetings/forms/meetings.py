"""A meeting: what it is, its first session, the rules of its registration."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from engagement.core.deadlines import beginning_of_minute
from engagement.meetings.commands.meetings import MeetingData, Rules
from engagement.meetings.commands.sessions import SessionData
from engagement.meetings.forms.hours import LONGEST_MINUTES, HoursForm, SpanForm
from engagement.meetings.models import AgeBand, BodyKey, Meeting, Mode, WaitingRule
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.language_fields import TextsField
from engagement.web.number_fields import WholeNumberField
from engagement.web.time_fields import ClockField, ZoneField, time_zones

SHORT = Length(max=300, message=_l("Use at most %(max)d characters."))
LONG = Length(max=2000, message=_l("Use at most %(max)d characters."))
USUAL_MINUTES = 180
MINUTES = NumberRange(
    1, LONGEST_MINUTES, _l("Enter how many minutes it lasts: from %(min)d to %(max)d.")
)


YOUNGEST = {
    AgeBand.ADULT: _l("18 and older"),
    AgeBand.YOUTH: _l("15 and older"),
    AgeBand.CHILD: _l("All ages"),
}
"""From which age on people can take part."""


def day(label, missing):
    """A day that is needed."""
    return DateField(label, validators=[InputRequired(missing)])


def clock(label, missing):
    """A time of day that is needed."""
    return ClockField(label, validators=[InputRequired(missing)])


def parts_of(instant: datetime, zone: str) -> tuple:
    """The day and the time of day that the clocks of a zone show."""
    local = instant.astimezone(ZoneInfo(zone))
    return local.date(), local.time().replace(second=0, microsecond=0, tzinfo=None)


class MeetingForm(Form):
    """What a meeting is."""

    title = TextsField(_l("Title"), missing=_l("Enter the title in at least one language."))
    body = SelectField(
        _l("Body"), choices=lambda: options([("", _l("No body")), *BodyKey.choices()])
    )
    mode = LabelledField(
        _l("How do people take part?"), Mode, missing=_l("Choose how people take part.")
    )
    place = StringField(_l("Place where people meet"), validators=[Optional(), SHORT])
    zone = ZoneField(_l("Time zone"))
    description = TextsField(_l("Description"), most=5000, long=True)
    contact_email = EmailField(
        _l("Address for questions"),
        validators=[Optional(), SHORT, Email(_l("Enter an e-mail address like name@example.org."))],
    )

    def meeting(self) -> MeetingData:
        """What was entered."""
        return MeetingData(
            title=self.title.texts,
            mode=Mode(self.mode.data),
            zone=self.zone.data,
            body=BodyKey(self.body.data) if self.body.data else None,
            place=self.place.data or None,
            description=self.description.texts,
            contact_email=self.contact_email.data or None,
        )

    @classmethod
    def of(cls, meeting: Meeting, **more) -> "MeetingForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("title", "place", "zone", "description", "contact_email")
        kept = {name: getattr(meeting, name) for name in names}
        kept |= {"body": meeting.body or "", "mode": meeting.mode.value}
        return cls(data=kept, **more)


class NewMeetingForm(MeetingForm, SpanForm):
    """A meeting with its first session."""

    SPAN = ("zone", "first_day", "begins", "minutes")
    HOURS = (("first_day", "begins"),)

    first_day = day(_l("First day"), _l("Enter the first day of the meeting."))
    begins = clock(_l("Begins at"), _l("Enter the hour at which the first session begins."))
    minutes = WholeNumberField(
        _l("Minutes that the first session lasts"),
        validators=[InputRequired(_l("Enter how many minutes it lasts.")), MINUTES],
    )

    @property
    def clocks(self) -> str | None:
        """Those of the zone that is chosen."""
        return self.zone.data if self.zone.data in dict(time_zones()) else None

    def first(self) -> SessionData:
        """The first session."""
        starts_at = beginning_of_minute(self.first_day.data, self.begins.data, self.zone.data)
        return SessionData(starts_at, starts_at + timedelta(minutes=self.minutes.data))


class RulesForm(HoursForm):
    """Age, waiting list, privacy notice, joint registration."""

    HOURS = (("lottery_day", "lottery_clock"),)

    youngest = RadioField(
        _l("From which age on can people take part?"),
        choices=lambda: options((band.value, words) for band, words in YOUNGEST.items()),
        validators=[InputRequired(_l("Choose the youngest age."))],
    )
    waiting_rule = LabelledField(
        _l("In which order are those who wait offered places?"),
        WaitingRule,
        missing=_l("Choose the order."),
    )
    lottery_day = DateField(_l("Day on which lots are drawn"), validators=[Optional()])
    lottery_clock = ClockField(_l("Hour at which lots are drawn"), validators=[Optional()])
    offer_hours = WholeNumberField(
        _l("Hours for which an offered place is kept"),
        validators=[
            InputRequired(_l("Enter a number of hours.")),
            NumberRange(24, 240, _l("Enter from %(min)d to %(max)d hours.")),
        ],
    )
    notice = TextsField(_l("Privacy notice of this meeting"), most=5000, long=True)
    retention_days = WholeNumberField(
        _l("Days after the meeting for which names are kept"),
        validators=[
            InputRequired(_l("Enter a number of days.")),
            NumberRange(30, 3650, _l("Enter from %(min)d to %(max)d days.")),
        ],
    )
    through = SelectField(_l("Where do people register?"), validators=[Optional()])

    def offer(self, meetings: list[Meeting], title) -> "RulesForm":
        """Let one of these meetings be chosen; `title` says how it is called."""
        named = [(str(each.id), title(each)) for each in meetings]
        self.through.choices = options([("", _l("At this meeting itself")), *named])
        return self

    def rules(self, meeting: Meeting, meetings: list[Meeting]) -> Rules:
        """What was entered; the hour in the zone of the meeting."""
        chosen = {str(each.id): each.id for each in meetings}
        hours = self.lottery_day.data, self.lottery_clock.data
        return Rules(
            youngest=AgeBand(self.youngest.data),
            waiting_rule=WaitingRule(self.waiting_rule.data),
            lottery_at=beginning_of_minute(*hours, meeting.zone) if all(hours) else None,
            offer_hours=self.offer_hours.data,
            notice=self.notice.texts,
            retention_days=self.retention_days.data,
            through_id=chosen.get(self.through.data),
        )

    @classmethod
    def of(cls, meeting: Meeting, **more) -> "RulesForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("offer_hours", "notice", "retention_days")
        kept = {name: getattr(meeting, name) for name in names}
        kept |= {
            "youngest": meeting.youngest.value,
            "waiting_rule": meeting.waiting_rule.value,
            "through": str(meeting.through_id or ""),
        }
        if meeting.lottery_at:
            hours = parts_of(meeting.lottery_at, meeting.zone)
            kept["lottery_day"], kept["lottery_clock"] = hours
        return cls(clocks=meeting.zone, data=kept, **more)


class CancelForm(Form):
    """Why a meeting does not take place."""

    cancel_reason = TextAreaField(
        _l("Why does it not take place?"),
        validators=[InputRequired(_l("Say why: everybody reads it.")), LONG],
    )


class CopyForm(Form):
    """When the copy begins."""

    first_day = day(_l("First day of the new meeting"), _l("Enter the first day."))


class MoveForm(Form):
    """A button with nothing to fill in."""
