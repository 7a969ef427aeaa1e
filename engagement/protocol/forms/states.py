"""Forms about a State: its mission, its delegates, the confirmation of its list."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length, Optional

from engagement.core.text import NATIVE_NAMES
from engagement.protocol.models import Mission, State
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options


class MissionForm(Form):
    """Whether a State has a mission in Nairobi, and how that is known."""

    mission = LabelledField(
        _l("Does the State have a mission in Nairobi?"),
        Mission,
        missing=_l("Choose what is known of the mission."),
    )
    source = StringField(
        _l("Where is this known from?"),
        validators=[
            Optional(),
            Length(max=300, message=_l("Use at most %(max)d characters.")),
        ],
    )
    on = DateField(_l("As of which day?"), validators=[Optional()])

    @classmethod
    def of(cls, state: State) -> "MissionForm":
        """The form filled with what is stored; what was posted wins."""
        kept = {"source": state.mission_source, "on": state.mission_on}
        return cls(data=kept | {"mission": state.mission.value})


class DelegateForm(Form):
    """Invite somebody to act for the State."""

    email = EmailField(
        _l("E-mail address of the delegate"),
        validators=[
            InputRequired(_l("Enter the e-mail address of the delegate.")),
            Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
            Email(_l("Enter an e-mail address, for example name@example.org.")),
        ],
    )
    language = SelectField(
        _l("Language of the message"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the message."))],
    )


class ConfirmListForm(Form):
    """The list that was read is right."""

    seen = HiddenField()
