"""What an officer writes for an act on several registrations."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from engagement.core.text import NATIVE_NAMES
from engagement.meetings.models import BulkKind
from engagement.web.base_form import Form
from engagement.web.fields import options

TOO_LONG = _l("Use at most %(max)d characters.")


class ApproveForm(Form):
    """Approving needs no words."""


class RefuseForm(Form):
    """The reason that each person reads."""

    reason = TextAreaField(
        _l("Reason"),
        validators=[
            InputRequired(_l("Write the reason. Each of these people reads it.")),
            Length(max=2000, message=TOO_LONG),
        ],
    )


class WriteForm(Form):
    """A message and its language."""

    subject = StringField(
        _l("Subject"),
        validators=[InputRequired(_l("Write a subject.")), Length(max=200, message=TOO_LONG)],
    )
    text = TextAreaField(
        _l("Message"),
        validators=[InputRequired(_l("Write the message.")), Length(max=5000, message=TOO_LONG)],
    )
    language = SelectField(
        _l("Language of the message"), choices=options(NATIVE_NAMES.items()), default="en"
    )


class ExtendForm(Form):
    """How much more time."""

    hours = IntegerField(
        _l("Hours"),
        default=24,
        validators=[
            InputRequired(_l("Write how many hours.")),
            NumberRange(1, 240, message=_l("Write a number from 1 to 240.")),
        ],
    )


FORMS: dict[BulkKind, type[Form]] = {
    BulkKind.APPROVE: ApproveForm,
    BulkKind.REFUSE: RefuseForm,
    BulkKind.WRITE: WriteForm,
    BulkKind.EXTEND: ExtendForm,
}
