"""What an officer enters of an act of outreach."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.core.countries import Region
from engagement.core.major_groups import MajorGroup
from engagement.outreach.commands.records import RecordData
from engagement.outreach.models import OutreachKind, OutreachRecord
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.number_fields import WholeNumberField
from engagement.web.place_fields import CountriesField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
WRONG_NUMBER = _l("Enter a whole number, for example 40.")
MOST = 1_000_000


class RecordForm(Form):
    """Kind, day, place, whom it was meant for, what was done and what came of it."""

    kind = LabelledField(_l("What was done?"), OutreachKind, missing=_l("Choose what was done."))
    title = StringField(
        _l("In a few words"),
        validators=[
            DataRequired(_l("Say in a few words what was done.")),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    held_on = DateField(_l("On which day?"), validators=[InputRequired(_l("Enter the day."))])
    region = SelectField(
        _l("Region"),
        choices=lambda: options(
            [("", _l("All regions")), *((each.value, each.label) for each in Region)]
        ),
    )
    countries = CountriesField(_l("Countries and areas"))
    major_groups = SelectMultipleField(
        _l("Major Groups addressed"),
        choices=lambda: options((each.value, each.label) for each in MajorGroup),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    people_reached = WholeNumberField(_l("People reached"), wrong=WRONG_NUMBER, most=MOST)
    organizations_reached = WholeNumberField(
        _l("Organizations reached"), wrong=WRONG_NUMBER, most=MOST
    )
    text = TextAreaField(
        _l("What happened"), validators=[DataRequired(_l("Write what happened.")), LONG]
    )
    result = TextAreaField(_l("What came of it"), validators=[LONG])

    @classmethod
    def of(cls, record: OutreachRecord) -> "RecordForm":
        """The form filled with what is stored; what was posted wins."""
        names = (name for name in cls.__dict__ if hasattr(record, name))
        kept = {name: getattr(record, name) for name in names}
        region = record.region.value if record.region else ""
        return cls(data=kept | {"kind": record.kind.value, "region": region})

    def data_of_record(self) -> RecordData:
        """What was entered."""
        return RecordData(
            **self.answers()
            | {
                "kind": OutreachKind(self.kind.data),
                "region": Region(self.region.data) if self.region.data else None,
                "countries": self.countries.data or [],
                "major_groups": self.major_groups.data or [],
                "result": self.result.data or "",
            }
        )


class NoteForm(Form):
    """A note that corrects or completes a record."""

    text = TextAreaField(_l("Note"), validators=[DataRequired(_l("Write something first.")), LONG])
