"""Pages on what the public sees of an organization."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.organizations.models import Protection
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, YesNoField, options

SHORT = Length(max=4000, message=_l("Use at most 4,000 characters."))


class WebsiteForm(Form):
    """Whether the public entry links the website."""

    shown = YesNoField(_l("Should the public entry show the website?"))


class ProtectionForm(Form):
    """Ask that an entry be protected, or withheld where that is allowed."""

    wanted = RadioField(
        _l("What should happen?"),
        validators=[InputRequired(_l("Choose what should happen to the entry."))],
    )
    reason = TextAreaField(
        _l("Why are people in danger?"),
        validators=[
            InputRequired(
                _l("Say why; a few words are enough. Leave out names you would not say.")
            ),
            SHORT,
        ],
    )

    WORDS = {
        Protection.PROTECTED: _l("Show the region instead of the country, and no website"),
        Protection.WITHHELD: _l("Do not show the entry at all"),
    }

    def __init__(self, *, withholding: bool, **kwargs):
        super().__init__(**kwargs)
        offered = [Protection.PROTECTED, *([Protection.WITHHELD] if withholding else [])]
        self.wanted.choices = options((one.value, self.WORDS[one]) for one in offered)


class ConfirmProtectionForm(Form):
    """The officer's answer, now or at the yearly review."""

    protection = LabelledField(
        _l("What should the public see?"),
        Protection,
        missing=_l("Choose what the public should see."),
    )
    note = TextAreaField(_l("Note for other safeguarding officers"), validators=[Optional(), SHORT])
