"""An address for one mail, with consent."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from engagement.core.text import NATIVE_NAMES
from engagement.outreach import consent
from engagement.web.base_form import Form
from engagement.web.fields import options


class FollowUpForm(Form):
    """Where the mail goes to, in which language, and that this is wanted."""

    email = EmailField(
        _l("E-mail address"),
        validators=[
            InputRequired(_l("Enter an e-mail address, for example name@example.org.")),
            Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
            Email(_l("Enter an e-mail address, for example name@example.org.")),
        ],
    )
    language = SelectField(
        _l("Language of the message"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the message."))],
    )
    consent = BooleanField(
        consent.WORDS,
        validators=[
            DataRequired(_l("Tick the box if you agree. Without it nothing can be kept or sent."))
        ],
    )
