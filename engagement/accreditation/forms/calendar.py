"""The page of the duty station's calendar."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form
from engagement.web.fields import DateField


class HolidayForm(Form):
    """Add a holiday."""

    day = DateField(
        _l("Day"),
        validators=[InputRequired(_l("Enter the day on which the office is closed."))],
    )
    name = StringField(
        _l("Name of the holiday"),
        validators=[
            InputRequired(_l("Enter the name of the holiday.")),
            Length(max=100, message=_l("Use at most 100 characters.")),
        ],
    )
