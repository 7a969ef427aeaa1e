"""Beginning another key, and withdrawing one."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form


class RevokeForm(Form):
    """Why nothing that a key signed is believed any more."""

    reason = TextAreaField(
        _l("Why?"),
        validators=[
            InputRequired(_l("Say why the key is revoked; it is kept in the audit trail.")),
            Length(max=1000, message=_l("Use at most 1,000 characters.")),
        ],
    )


class RotateForm(Form):
    """Why another key is begun."""

    reason = TextAreaField(
        _l("Why?"),
        validators=[
            InputRequired(_l("Say why another key is begun; it is kept in the audit trail.")),
            Length(max=1000, message=_l("Use at most 1,000 characters.")),
        ],
    )
