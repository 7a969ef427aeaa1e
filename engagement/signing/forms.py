"""Beginning another key."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form


class RotateForm(Form):
    """Why another key is begun."""

    reason = TextAreaField(
        _l("Why?"),
        validators=[
            InputRequired(_l("Say why another key is begun; it is kept in the audit trail.")),
            Length(max=1000, message=_l("Use at most 1,000 characters.")),
        ],
    )
