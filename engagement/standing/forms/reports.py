"""The report as its members write it, and its check."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.standing.forms.steps import LONG, SHORT
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.name_fields import NameField

ACCEPT, RETURN = "accept", "return"


class ReportForm(Form):
    """What was done; saved as far as it goes, so that nothing is required here."""

    version = IntegerField(validators=[Optional()])
    activities = TextAreaField(
        _l("What did you do for the environment in these years?"),
        description=_l("The main activities, with places and years. A page is enough."),
        validators=[Optional(), LONG],
        render_kw={"rows": 8},
    )
    abroad = TextAreaField(
        _l("What did you do in or with other countries?"),
        description=_l("Projects, partners, conferences, members abroad."),
        validators=[Optional(), LONG],
        render_kw={"rows": 5},
    )
    changes = TextAreaField(
        _l("What has changed in your organization?"),
        description=_l(
            "For example a new board or new statutes. A new name, Major Group or seat is asked for"
            " on its own page."
        ),
        validators=[Optional(), LONG],
        render_kw={"rows": 4},
    )
    contacts = RadioField(
        _l("Have you looked at your members and contact points, and are they right?"),
        choices=options([("yes", _l("Yes, they are right")), ("no", _l("Not yet"))]),
        validators=[Optional()],
    )


class SendReportForm(Form):
    """Who answers for the report, as it was in that `version`."""

    version = IntegerField(validators=[Optional()])
    declared_name = NameField(
        _l("Name of the person who declares that this report is true"),
        validators=[
            InputRequired(_l("Enter the name of the person who declares that it is true.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )


class CheckReportForm(Form):
    """The office's answer; a return needs a note that says what to complete."""

    answer = RadioField(
        _l("What comes of the report?"),
        choices=options(
            [
                (ACCEPT, _l("Accept it")),
                (RETURN, _l("Return it: something has to be completed")),
            ]
        ),
        validators=[InputRequired(_l("Choose to accept or to return it."))],
    )
    note = TextAreaField(_l("What has to be completed?"), validators=[Optional(), SHORT])

    def validate(self, extra_validators=None):
        """Whoever returns a report says what is missing."""
        valid = super().validate(extra_validators)
        if self.answer.data == RETURN and not self.note.data:
            self.note.errors = [_l("Say what has to be completed.")]
            return False
        return valid


class RenewalForm(ReportForm):
    """The same of a company: what it asks its renewal with."""

    activities = TextAreaField(
        _l("What did the company do on the ten principles since it was accredited?"),
        description=_l("Human rights, labour, environment, anti-corruption; with dates."),
        validators=[Optional(), LONG],
        render_kw={"rows": 8},
    )
    abroad = TextAreaField(
        _l("What has changed in what it disclosed?"),
        description=_l(
            "Proceedings, sanctions, exclusion criteria, interests in what is negotiated. Write"
            " “nothing” if nothing has."
        ),
        validators=[Optional(), LONG],
        render_kw={"rows": 5},
    )
    changes = TextAreaField(
        _l("What has changed in owners, directors, group or size?"),
        description=_l("Names in their own script and in Latin letters, with shares."),
        validators=[Optional(), LONG],
        render_kw={"rows": 4},
    )
