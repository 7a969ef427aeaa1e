"""What staff write on a partnership and on complaints."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engagement.web.base_form import Form
from engagement.web.fields import DateField, YesNoField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
WHY = _l("Say why, so that colleagues understand it later.")


def needed(label, sentence):
    """A long text that has to be written."""
    return TextAreaField(label, validators=[DataRequired(sentence), LONG])


class RecommendForm(Form):
    """The recommendation of the unit."""

    accept = YesNoField(_l("Should it be accepted?"))
    reason = needed(_l("Reasons of the recommendation"), WHY)


class DecideForm(Form):
    """The decision."""

    decision = YesNoField(_l("Is it accepted?"))
    grounds = needed(_l("Reasons of the decision"), WHY)


class BeginForm(Form):
    """When the agreement was signed."""

    begun_on = DateField(
        _l("Day on which the agreement was signed"),
        validators=[InputRequired(_l("Enter the day on which it was signed."))],
    )


class EndForm(Form):
    """When and why it ended early."""

    over_on = DateField(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])
    over_reason = needed(_l("Reason, for the public register"), _l("Say why it ended."))


class BackForm(Form):
    """What a report lacks."""

    back_reason = needed(
        _l("What is missing?"), _l("Say what is missing, so that it can be added.")
    )


class LookForm(Form):
    """Begin to look into a complaint."""

    note = TextAreaField(_l("Note for colleagues"), validators=[Optional(), LONG])


class AnswerForm(Form):
    """What its author reads."""

    answer = needed(_l("Answer"), _l("Write an answer."))


class CloseForm(Form):
    """What came of it, for colleagues."""

    note = TextAreaField(_l("What came of it"), validators=[Optional(), LONG])
