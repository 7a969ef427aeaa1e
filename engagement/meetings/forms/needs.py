"""What somebody needs to take part, the answer to it, and who gives it."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.meetings.models import NeedKind
from engagement.web.base_form import Form
from engagement.web.fields import options

LONGEST = Length(max=2000, message=_l("Use at most %(max)d characters."))


class NeedsForm(Form):
    """What is needed."""

    kinds = SelectMultipleField(
        _l("What do you need to take part?"),
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired(_l("Choose at least one."))],
    )
    note = TextAreaField(_l("In your own words"), validators=[LONGEST])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds.choices = options((each.value, each.label) for each in NeedKind)

    @property
    def chosen(self) -> list[NeedKind]:
        """What was ticked."""
        return [NeedKind(value) for value in self.kinds.data or []]


class NeedAnswerForm(Form):
    """What there will be."""

    answer = TextAreaField(
        _l("What will there be?"),
        validators=[DataRequired(_l("Write what there will be, or why it cannot be.")), LONGEST],
    )


class NeedsOfficerForm(Form):
    """Who reads needs and answers them."""

    officer = SelectField(
        _l("Officer who reads and answers the needs"),
        choices=[],
        validators=[InputRequired(_l("Choose a meeting officer."))],
    )

    def offer(self, officers) -> "NeedsOfficerForm":
        """The people who can be named."""
        self.officer.choices = options((str(each.id), each.name) for each in officers)
        return self
