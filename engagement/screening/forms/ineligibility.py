"""What somebody found on the UN list of ineligible vendors."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.core.clock import today
from engagement.screening.commands.ineligibility import Finding
from engagement.screening.models import IneligibilityResult
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField

MOST = Length(max=2000, message=_l("Use at most %(max)d characters."))


class IneligibilityForm(Form):
    """One look at the list."""

    checked_on = DateField(
        _l("Day on which you looked"), validators=[InputRequired(_l("Enter the day."))]
    )
    names = TextAreaField(
        _l("Names that you looked for, one a line"),
        validators=[InputRequired(_l("Enter the names that you looked for.")), MOST],
    )
    result = LabelledField(
        _l("What did the list say?"),
        IneligibilityResult,
        missing=_l("Choose what the list said."),
    )
    evidence = TextAreaField(
        _l("Where this can be seen again"),
        validators=[
            InputRequired(_l("Say where it can be seen again, for example the printout's file.")),
            MOST,
        ],
    )
    note = TextAreaField(_l("Note"), validators=[Optional(), MOST])

    def validate_checked_on(self, field):
        """Not a day to come."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is still to come."))

    def finding(self) -> Finding:
        """What was typed."""
        return Finding(
            checked_on=self.checked_on.data,
            names=self.names.data,
            result=IneligibilityResult(self.result.data),
            evidence=self.evidence.data,
            note=self.note.data or None,
        )
