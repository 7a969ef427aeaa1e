"""What anybody complains about."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from engagement.web.base_form import Form


class ComplaintForm(Form):
    """A complaint, and where an answer should go."""

    text = TextAreaField(
        _l("What do you complain about, and how do you know?"),
        validators=[
            DataRequired(_l("Write what you complain about.")),
            Length(max=4000, message=_l("Use at most 4,000 characters.")),
        ],
    )
    email = EmailField(
        _l("E-mail address for the answer"),
        validators=[
            Optional(),
            Email(_l("Enter an e-mail address, for example name@example.org.")),
            Length(max=254, message=_l("Use at most 254 characters.")),
        ],
    )
