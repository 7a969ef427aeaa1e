"""What officers enter on the day."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from engagement.core.text import NATIVE_NAMES
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.language_fields import web_address

LONGEST = Length(max=1000, message=_l("Use at most %(max)d characters."))


class BroadcastForm(Form):
    """A text for every join page."""

    language = RadioField(
        _l("Language of the text"),
        choices=lambda: options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose a language."))],
    )
    text = TextAreaField(_l("Text"), validators=[DataRequired(_l("Write the text.")), LONGEST])


class FallbackForm(Form):
    """Other ways to follow."""

    platform_url = web_address(_l("Address of the second platform"))
    telephone = StringField(
        _l("Telephone numbers and codes"),
        validators=[Length(max=500, message=_l("Use at most %(max)d characters."))],
    )
    tv_url = web_address(_l("Address of the web television"))


class RotateForm(Form):
    """Another address of a session."""

    join_url = web_address(_l("New address by which people join"))


class IncidentForm(Form):
    """Interpretation has stopped."""

    language = RadioField(
        _l("Language"), choices=[], validators=[InputRequired(_l("Choose a language."))]
    )
    note = TextAreaField(_l("What happened"), validators=[LONGEST])

    def offer(self, codes) -> "IncidentForm":
        """The languages of the session."""
        self.language.choices = options((each, NATIVE_NAMES[each]) for each in codes)
        return self


class IncidentOverForm(Form):
    """It works again."""

    note = TextAreaField(_l("What happened"), validators=[LONGEST])


class HelpAnswerForm(Form):
    """An answer to who asked for help."""

    answer = TextAreaField(_l("Answer"), validators=[LONGEST])
