"""Pages of decisions: one, several, sending back, reconsideration."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.accreditation.forms.seen import SeenField
from engagement.accreditation.models import FIRST_OUTCOMES, RECONSIDERED_OUTCOMES, Outcome
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField

REASON = Length(max=3000, message=_l("Use at most 3,000 characters."))


class DecisionForm(Form):
    """Decide; `seen` are the recommendations on the page, see `queries.seen_recommendations`."""

    seen = HiddenField()
    outcome = LabelledField(
        _l("What do you decide?"),
        Outcome,
        members=FIRST_OUTCOMES,
        missing=_l("Choose what you decide."),
    )
    reason = TextAreaField(
        _l("Reasons"),
        validators=[InputRequired(_l("Give the reasons, which are kept.")), REASON],
    )


class ReconsideredForm(Form):
    """Decide on a request for reconsideration."""

    outcome = LabelledField(
        _l("What do you decide?"),
        Outcome,
        members=RECONSIDERED_OUTCOMES,
        missing=_l("Choose to uphold, to overturn or to reopen."),
    )
    reason = TextAreaField(
        _l("Reasons for the applicant"),
        validators=[
            InputRequired(_l("Give the reasons; they stand in the letter.")),
            REASON,
        ],
    )


class SendBackForm(Form):
    """Give a recommended application back to its reviewers."""

    reason = TextAreaField(
        _l("What should be looked at again?"),
        validators=[InputRequired(_l("Say what the reviewers should look at again.")), REASON],
    )


class AskForm(Form):
    """Ask for reconsideration."""

    reasons = TextAreaField(
        _l("What should be looked at again, and why?"),
        validators=[
            InputRequired(_l("Say in your own words what should be looked at again.")),
            Length(max=10000, message=_l("Use at most 10,000 characters.")),
        ],
    )


class ChosenForm(Form):
    """Which of the applications on a page are meant."""

    applications = SelectMultipleField(
        _l("Applications"),
        coerce=lambda value: uuid.UUID(str(value)),
        validate_choice=False,
        validators=[InputRequired(_l("Tick at least one application."))],
    )


class SeveralForm(ChosenForm):
    """Decide on several as recommended, and as was seen of each."""

    seen = SeenField()
    reason = TextAreaField(
        _l("Reasons, the same for each"),
        validators=[InputRequired(_l("Give the reasons, which are kept.")), REASON],
    )
