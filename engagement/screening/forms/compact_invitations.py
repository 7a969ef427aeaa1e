"""What a company says to the invitation to the Global Compact."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from engagement.screening.models import InvitationAnswer
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField


class AnswerInvitationForm(Form):
    """The company's answer."""

    answer = LabelledField(
        _l("What is your answer?"), InvitationAnswer, missing=_l("Choose your answer.")
    )
    words = TextAreaField(
        _l("Anything you would like to add"),
        validators=[Optional(), Length(max=4000, message=_l("Use at most 4,000 characters."))],
    )
