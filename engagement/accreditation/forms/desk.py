"""Pages of reviewers and approvers."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.accreditation.models import Outcome, Verdict
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options

REASON = Length(max=3000, message=_l("Use at most 3,000 characters."))


class FindingForm(Form):
    """Judge one criterion."""

    verdict = LabelledField(
        _l("Your finding"), Verdict, missing=_l("Choose met, not met or unclear.")
    )
    reason = TextAreaField(
        _l("Why?"),
        validators=[InputRequired(_l("Say what your finding rests on.")), REASON],
    )


class RecommendationForm(Form):
    """Advise whoever decides."""

    accredit = RadioField(
        _l("Your recommendation"),
        choices=options([("yes", _l("Accredit")), ("no", _l("Refuse"))]),
        validators=[InputRequired(_l("Choose what you recommend."))],
    )
    reason = TextAreaField(
        _l("Reasons for the approver"),
        validators=[InputRequired(_l("Give your reasons in a few sentences.")), REASON],
    )


class DecisionForm(Form):
    """Decide."""

    outcome = LabelledField(_l("Your decision"), Outcome, missing=_l("Choose what you decide."))
    reason = TextAreaField(
        _l("Reasons"),
        validators=[
            InputRequired(_l("Give the reasons, which are kept.")),
            REASON,
        ],
    )
