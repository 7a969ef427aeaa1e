"""The brake, the release for one night, and batches."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from engagement.standing.forms.steps import SHORT
from engagement.standing.models import Act
from engagement.web.base_form import Form
from engagement.web.fields import options

EVERYTHING = "everything"


class BrakeForm(Form):
    """What is held, and why."""

    act = SelectField(_l("What should be held?"))
    reason = TextAreaField(_l("Why?"), validators=[InputRequired(_l("Say why.")), SHORT])

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.act.choices = options(
            [(EVERYTHING, _l("Everything")), *((act.value, act.label) for act in Act)]
        )

    @property
    def chosen(self) -> Act | None:
        """The act, None for everything."""
        return None if self.act.data == EVERYTHING else Act(self.act.data)


class AllowForm(Form):
    """Let one act run tonight although it is over many."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = TextAreaField(
        _l("Why may it run tonight?"), validators=[InputRequired(_l("Say why.")), SHORT]
    )


class BatchForm(Form):
    """How many items the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
