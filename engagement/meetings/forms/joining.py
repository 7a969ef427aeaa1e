"""Buttons and questions of the join page."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.meetings.models import HelpKind
from engagement.web.base_form import Form
from engagement.web.fields import options

LONGEST = Length(max=1000, message=_l("Use at most %(max)d characters."))
CHOOSE = InputRequired(_l("Choose an answer."))


class JoinForm(Form):
    """One of the buttons of one session."""

    act = StringField()
    session = StringField()

    @property
    def session_id(self) -> uuid.UUID:
        """Of which session; one that is nobody's for what is none."""
        try:
            return uuid.UUID(self.session.data or "")
        except ValueError:
            return uuid.UUID(int=0)


class HelpForm(Form):
    """What does not work."""

    kind = RadioField(
        _l("What does not work?"),
        choices=[],
        validators=[InputRequired(_l("Choose what does not work."))],
    )
    words = TextAreaField(_l("In your own words"), validators=[LONGEST])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind.choices = options((each.value, each.label) for each in HelpKind)


def yes_or_no(question) -> RadioField:
    """A question of the check."""
    return RadioField(
        question, choices=options([("yes", _l("Yes")), ("no", _l("No"))]), validators=[CHOOSE]
    )


class CheckForm(Form):
    """The connection, step by step; each "no" has its advice."""

    sound = yes_or_no(_l("Do you hear a video of any site clearly?"))
    microphone = yes_or_no(_l("Do others hear you when you call somebody with this device?"))
    camera = yes_or_no(_l("Do you see yourself in the camera of this device?"))
    speed = yes_or_no(_l("Did this page open within a few seconds?"))
    quiet = yes_or_no(_l("Is there a quiet place, with power, for the time of the session?"))

    @property
    def found(self) -> dict[str, bool]:
        """Whether each works."""
        return {name: value == "yes" for name, value in self.answers().items()}


ADVICE = {
    "sound": _l(
        "Turn the sound up, choose other loudspeakers or a headset in the settings of your device,"
        " and start the browser again. If there is still nothing, follow by telephone."
    ),
    "microphone": _l(
        "Allow the browser to use the microphone, and choose a headset. You can also speak by"
        " telephone, or send your statement in writing."
    ),
    "camera": _l("You can take part without a camera. Close other programs that use it."),
    "speed": _l(
        "Use a cable instead of wireless, come closer to the router, close other programs and"
        " pages, make the window of the session smaller and turn your camera off. A telephone line"
        " or web television needs less."
    ),
    "quiet": _l(
        "Use a headset and mute yourself while others speak. Charge your device, and keep a"
        " telephone ready in case power fails."
    ),
}
