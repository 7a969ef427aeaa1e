"""A meeting with business: when, about what, for which region, with whom."""

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engagement.core.countries import Region, Subregion
from engagement.core.text import NATIVE_NAMES
from engagement.partnerships.commands.meetings import MeetingData, Took
from engagement.partnerships.forms.places import chosen, regions, subregions
from engagement.partnerships.models import BusinessMeeting
from engagement.web.base_form import Form
from engagement.web.fields import DateField, options

SHORT = Length(max=300, message=_l("Use at most %(max)d characters."))
EMPTY_ROWS = 3
MOST_ROWS = 40


def trimmed(value):
    """Without white space around it."""
    return value.strip() if isinstance(value, str) else value


class TookForm(PlainForm):
    """One organization; a row without a name is left out."""

    name = StringField(
        _l("Name of the organization"), validators=[Optional(), SHORT], filters=[trimmed]
    )
    interest = StringField(
        _l("Interest that it declared"), validators=[Optional(), SHORT], filters=[trimmed]
    )

    def validate(self, extra_validators=None):
        """An interest belongs to somebody, and everybody declares one."""
        good = super().validate(extra_validators)
        if bool(self.name.data) != bool(self.interest.data):
            self.form_errors.append(_l("Enter the organization and its interest, or neither."))
            good = False
        return good


class BusinessMeetingForm(Form):
    """What the register tells of a meeting."""

    held_on = DateField(
        _l("On which day?"), validators=[InputRequired(_l("Enter the day of the meeting."))]
    )
    topic = StringField(
        _l("About what?"), validators=[DataRequired(_l("Say what it was about.")), SHORT]
    )
    language = SelectField(
        _l("Language in which you write this"), choices=options(NATIVE_NAMES.items())
    )
    region = SelectField(_l("Region"), choices=regions)
    subregion = SelectField(_l("Subregion"), choices=subregions)
    participants = FieldList(
        FormField(TookForm, _l("Organization")),
        _l("Organizations that took part"),
        min_entries=EMPTY_ROWS,
        max_entries=MOST_ROWS,
    )

    def with_empty_rows(self) -> "BusinessMeetingForm":
        """Room for more organizations than are there."""
        filled = sum(1 for row in self.participants if row.form.name.data)
        while len(self.participants) < min(filled + EMPTY_ROWS, MOST_ROWS):
            self.participants.append_entry()
        return self

    @classmethod
    def of(cls, meeting: BusinessMeeting, **more) -> "BusinessMeetingForm":
        """The form filled with what is stored; what was posted wins."""
        kept = {
            "held_on": meeting.held_on,
            "topic": meeting.topic,
            "language": meeting.language,
            "region": meeting.region.value if meeting.region else "",
            "subregion": meeting.subregion.value if meeting.subregion else "",
            "participants": [
                {"name": each.name, "interest": each.interest} for each in meeting.participants
            ],
        }
        return cls(data=kept, **more)

    def meeting(self) -> MeetingData:
        """What was entered."""
        return MeetingData(
            held_on=self.held_on.data,
            topic=self.topic.data,
            language=self.language.data,
            region=chosen(Region, self.region.data),
            subregion=chosen(Subregion, self.subregion.data),
            participants=[
                Took(row.form.name.data, row.form.interest.data)
                for row in self.participants
                if row.form.name.data
            ],
        )


class RemoveForm(Form):
    """Take out what was entered wrongly."""

    reason = TextAreaField(
        _l("Why is it removed?"),
        validators=[
            DataRequired(_l("Say why, so that colleagues understand it later.")),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )
