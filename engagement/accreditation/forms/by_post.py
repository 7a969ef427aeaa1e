"""Staff enter an application that came by post."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from engagement.core.clock import today
from engagement.core.text import NATIVE_NAMES
from engagement.web.base_form import Form
from engagement.web.fields import DateField, options


class ByPostForm(Form):
    """When it came, and in which language it is written."""

    received_on = DateField(
        _l("Received on"),
        validators=[InputRequired(_l("Enter the day on which the letter arrived."))],
    )
    language = SelectField(
        _l("Language of the application"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the application."))],
    )

    def validate_received_on(self, field):
        """Not in the future."""
        if field.data and field.data > today():
            raise ValidationError(_l("The day of arrival cannot be in the future."))


class PostedForm(Form):
    """When a letter was posted."""

    posted_on = DateField(
        _l("Posted on"),
        validators=[InputRequired(_l("Enter the day on which the letter was posted."))],
    )

    def __init__(self, *, written_on: date, **kwargs):
        super().__init__(**kwargs)
        self.written_on = written_on

    def validate_posted_on(self, field):
        """Not before it was written, not in the future."""
        if field.data and not self.written_on <= field.data <= today():
            raise ValidationError(_l("Enter a day between that of the letter and today."))
