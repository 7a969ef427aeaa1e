"""Notice, answer, decision, reconsideration."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional

from engagement.core.clock import today
from engagement.standing.forms.steps import LONG, NOTE, SHORT
from engagement.standing.models import Cause, Measure
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options


class NoticeForm(Form):
    """What is considered, and why; the organization reads the grounds word for word."""

    measure = LabelledField(
        _l("What is considered?"), Measure, missing=_l("Choose what is considered.")
    )
    cause = LabelledField(_l("Why?"), Cause, missing=_l("Choose why."))
    grounds = TextAreaField(
        _l("Grounds"),
        validators=[InputRequired(_l("Write what the organization is told.")), LONG],
    )


class AnswerForm(Form):
    """The organization's answer."""

    answer = TextAreaField(
        _l("Your answer"), validators=[InputRequired(_l("Write your answer.")), LONG]
    )


class DecideForm(Form):
    """Reasons, day, and what the register says beside the status."""

    reason = TextAreaField(
        _l("Reasons of the decision"), validators=[InputRequired(_l("Give the reasons.")), LONG]
    )
    effective_on = DateField(_l("From which day?"))
    public_note = TextAreaField(_l("Note in the register"), validators=[Optional(), NOTE])

    def validate(self, extra_validators=None):
        """The day is today or later."""
        valid = super().validate(extra_validators)
        day: date | None = self.effective_on.data
        if day is None and not self.effective_on.errors:
            self.effective_on.errors = [_l("Enter the day from which it holds.")]
            return False
        if day is not None and day < today():
            self.effective_on.errors = [_l("Choose today or a later day.")]
            return False
        return valid


class ReconsiderForm(Form):
    """Uphold or overturn, with reasons."""

    outcome = RadioField(
        _l("What is your decision?"),
        choices=options(
            [("uphold", _l("Uphold the measure")), ("overturn", _l("Overturn the measure"))]
        ),
        validators=[InputRequired(_l("Choose to uphold or to overturn."))],
    )
    reason = TextAreaField(
        _l("Reasons of the decision"), validators=[InputRequired(_l("Give the reasons.")), LONG]
    )


class AskForm(Form):
    """Why the organization wants a measure to be looked at again."""

    reasons = TextAreaField(
        _l("What should be looked at again, and why?"),
        validators=[InputRequired(_l("Say what should be looked at again.")), SHORT],
    )
