"""Forms of staff on the Global Compact: a link, what was done about a standing."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form
from engagement.web.fields import YesNoField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))


class DecideLinkForm(Form):
    """The same, or not, and why."""

    same = YesNoField(_l("Is the participant this organization?"))
    reason = TextAreaField(
        _l("What shows it?"),
        description=_l("For example the address, the parent company, or what its website says."),
        validators=[
            InputRequired(_l("Say what shows it: another reader has to see why, years from now.")),
            LONG,
        ],
    )


class FollowUpForm(Form):
    """What was done about a standing."""

    text = TextAreaField(
        _l("What did you do?"),
        description=_l("Whom you spoke or wrote to, what they said, what follows."),
        validators=[InputRequired(_l("Say in a sentence or two what you did.")), LONG],
    )
