"""Reporting something about an entry, and answering it."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from engagement.directory.models import ReportKind
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))


class ReportForm(Form):
    """What somebody reports, and where an answer should go."""

    kind = LabelledField(
        _l("What is it about?"), ReportKind, missing=_l("Choose what it is about.")
    )
    text = TextAreaField(
        _l("What is wrong, and how do you know?"),
        validators=[DataRequired(_l("Write what is wrong.")), LONG],
    )
    email = EmailField(
        _l("E-mail address for the answer"),
        validators=[
            Optional(),
            Email(_l("Enter an e-mail address, for example name@example.org.")),
            Length(max=254, message=_l("Use at most 254 characters.")),
        ],
    )


class AnswerForm(Form):
    """The answer that is mailed to who reported it."""

    answer = TextAreaField(_l("Answer"), validators=[DataRequired(_l("Write an answer.")), LONG])


class CloseForm(Form):
    """What was done, for colleagues."""

    note = TextAreaField(
        _l("What was done"), validators=[DataRequired(_l("Write what was done.")), LONG]
    )
