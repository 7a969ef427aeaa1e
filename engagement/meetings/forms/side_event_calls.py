"""The call for side events and the slots there are for them, by the clocks of the meeting."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.bodies.models import Mode
from engagement.core.deadlines import beginning_of_minute, end_of_minute, last_minute
from engagement.core.text import LANGUAGES, NATIVE_NAMES
from engagement.meetings.commands.side_event_calls import CallData, SlotData
from engagement.meetings.forms.hours import HoursForm
from engagement.meetings.forms.meetings import MINUTES, SHORT, clock, day, parts_of
from engagement.meetings.models import Meeting, SideEventCall, SideEventSlot
from engagement.meetings.moving import days_later
from engagement.web.fields import LabelledField, options
from engagement.web.language_fields import TextsField, web_address
from engagement.web.number_fields import WholeNumberField

MINUTE = timedelta(minutes=1)
USUAL_MINUTES = 75


def languages_field(label, **more) -> SelectMultipleField:
    """Some of the six languages, each a box to tick."""
    return SelectMultipleField(
        label,
        choices=lambda: options(NATIVE_NAMES.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        **more,
    )


class CallForm(HoursForm):
    """From when until when proposals are taken, and by what rules."""

    HOURS = (("opens_on", "opens_at"), ("closes_on", "closes_at"))

    opens_on = day(_l("Opens on"), _l("Enter the day on which the call opens."))
    opens_at = clock(_l("Opens at"), _l("Enter the hour at which the call opens."))
    closes_on = day(_l("Last day for proposals"), _l("Enter the last day for proposals."))
    closes_at = clock(
        _l("Last minute for proposals on that day"), _l("Enter the last minute on that day.")
    )
    languages = languages_field(
        _l("Languages in which side events can be held"),
        validators=[InputRequired(_l("Choose at least one language."))],
    )
    places = WholeNumberField(
        _l("How many side events there will be"),
        most=1000,
        validators=[Optional(), NumberRange(1, message=_l("Enter at least one, or nothing."))],
    )
    rules = TextsField(_l("Rules that organizers have to know"), most=5000, long=True)

    def call(self, zone: str) -> CallData:
        """What was entered."""
        return CallData(
            languages=tuple(self.languages.data),
            opens_at=beginning_of_minute(self.opens_on.data, self.opens_at.data, zone),
            closes_at=end_of_minute(self.closes_on.data, self.closes_at.data, zone),
            places=self.places.data,
            rules=self.rules.texts,
        )

    @classmethod
    def of(cls, call: SideEventCall | None, zone: str) -> "CallForm":
        """The form filled with the call that there is; what was posted wins."""
        if call is None:
            return cls(clocks=zone, data={"languages": list(LANGUAGES)})
        opens, closes = parts_of(call.opens_at, zone), parts_of(last_minute(call.closes_at), zone)
        return cls(
            clocks=zone,
            data={
                "opens_on": opens[0],
                "opens_at": opens[1],
                "closes_on": closes[0],
                "closes_at": closes[1],
                "languages": call.languages,
                "places": call.places,
                "rules": call.rules,
            },
        )


class SlotForm(HoursForm):
    """Hours for one side event."""

    HOURS = (("on_day", "begins"),)

    on_day = day(_l("Day"), _l("Enter the day of the slot."))
    begins = clock(_l("Begins at"), _l("Enter the hour at which it begins."))
    minutes = WholeNumberField(
        _l("Minutes that it lasts"),
        validators=[InputRequired(_l("Enter how many minutes it lasts.")), MINUTES],
    )
    mode = LabelledField(
        _l("How do people take part?"), Mode, missing=_l("Choose how people take part.")
    )
    place = StringField(_l("Room"), validators=[Optional(), SHORT])
    join_url = web_address(_l("Address by which people join"))
    capacity = WholeNumberField(
        _l("How many people the platform or the room takes"),
        most=1_000_000,
        validators=[Optional(), NumberRange(1, message=_l("Enter at least one, or nothing."))],
    )

    def slot(self, zone: str) -> SlotData:
        """What was entered."""
        starts_at = beginning_of_minute(self.on_day.data, self.begins.data, zone)
        return SlotData(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=self.minutes.data),
            mode=Mode(self.mode.data),
            capacity=self.capacity.data,
            place=self.place.data or None,
            join_url=self.join_url.data or None,
        )

    @classmethod
    def of(cls, slot: SideEventSlot) -> "SlotForm":
        """The form filled with what is stored; what was posted wins."""
        kept = {name: getattr(slot, name) for name in ("place", "join_url", "capacity")}
        kept |= {"mode": slot.mode.value} | _hours(slot)
        return cls(clocks=slot.meeting.zone, data=kept)

    @classmethod
    def after(cls, meeting: Meeting, slots: list[SideEventSlot], **more) -> "SlotForm":
        """The form of the next slot: a day after the last at the same hour, else with the meeting.

        Several rooms at the same hour are entered one by one.
        """
        if not slots:
            on_day, begins = parts_of(meeting.starts_at, meeting.zone)
            hours = {"on_day": on_day, "begins": begins, "minutes": USUAL_MINUTES}
            kept = hours | {"mode": meeting.mode.value}
            return cls(clocks=meeting.zone, data=kept, **more)
        last = slots[-1]
        later = days_later(last.starts_at, 1, meeting.zone)
        kept = {"mode": last.mode.value, "place": last.place, "capacity": last.capacity}
        hours = _hours(last) | {"on_day": parts_of(later, meeting.zone)[0]}
        return cls(clocks=meeting.zone, data=kept | hours, **more)


def _hours(slot):
    on_day, begins = parts_of(slot.starts_at, slot.meeting.zone)
    return {
        "on_day": on_day,
        "begins": begins,
        "minutes": (slot.ends_at - slot.starts_at) // MINUTE,
    }
