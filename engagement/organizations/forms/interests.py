"""Pages on which staff declare and end interests."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form


class InterestForm(Form):
    """Declare an interest in one organization."""

    reason = TextAreaField(
        _l("What connects you with it?"),
        validators=[
            InputRequired(_l("Say in a sentence what connects you with the organization.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class EndInterestForm(Form):
    """Say that an interest is over."""

    reason = TextAreaField(
        _l("Why is it over?"),
        validators=[
            InputRequired(_l("Say in a sentence why nothing connects you with it any more.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )
