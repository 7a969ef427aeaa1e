"""Written statements: words, documents, co-signers, what officers say of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.core.countries import COUNTRIES
from engagement.meetings.forms.meeting_documents import ACCEPTED, language_choices
from engagement.meetings.models import Disposition
from engagement.organizations.models import Organization
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import language
from engagement.web.language_fields import TextsField
from engagement.web.time_fields import ClockField

MOST = 60_000
REASON = Length(max=4000, message=_l("Use at most %(max)d characters."))


class StatementForm(Form):
    """The words of a statement, in each language in which it is sent."""

    text = TextsField(_l("Text of the statement"), most=MOST, long=True)


class NewStatementForm(StatementForm):
    """A statement that is not there yet, in the name of an organization or of a State."""

    author = SelectField(
        _l("In whose name?"), validators=[InputRequired(_l("Choose in whose name it is."))]
    )

    def offer(self, organizations: list[Organization], states) -> "NewStatementForm":
        """Let one of these organizations and States be chosen."""
        self.author.choices = [
            *options([("", _l("Choose…"))]),
            *options((str(each.id), each.name) for each in organizations),
            *options((each, COUNTRIES[each].name(language())) for each in sorted(states)),
        ]
        if len(self.author.choices) == 2 and not self.is_submitted():  # one name alone
            self.author.data = self.author.choices[1].value
        self.by_id = {str(each.id): each.id for each in organizations}
        return self

    def speaker(self) -> dict:
        """In whose name it is, as the command takes it."""
        chosen = self.author.data
        if chosen in self.by_id:
            return {"organization_id": self.by_id[chosen]}
        return {"country": chosen}


class StatementPaperForm(Form):
    """The statement as a document in one language."""

    language = SelectField(
        _l("Language"),
        choices=language_choices,
        validators=[InputRequired(_l("Choose the language of the document."))],
    )
    file = FileField(
        _l("Document"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ACCEPTED},
    )


class CosignerForm(Form):
    """Which organization is asked to co-sign."""

    number = StringField(
        _l("Number of the organization in the register"),
        validators=[InputRequired(_l("Enter its number in the register.")), Length(max=40)],
        render_kw={"dir": "ltr"},
    )


class ModerateForm(Form):
    """What an officer decides on a statement."""

    outcome = RadioField(
        _l("What do you decide?"),
        choices=lambda: options(
            [
                ("publish", _l("Publish it as it is")),
                ("return", _l("Return it to its author")),
                ("refuse", _l("Refuse it")),
            ]
        ),
        validators=[InputRequired(_l("Choose what you decide."))],
    )
    reason = TextAreaField(_l("Reason"), validators=[Optional(), REASON])

    def validate(self, extra_validators=None):
        """What is returned or refused needs a reason."""
        good = super().validate(extra_validators)
        if self.outcome.data in {"return", "refuse"} and not self.reason.data:
            self.reason.errors = [*self.reason.errors, _l("Say why; its author reads it.")]
            return False
        return good


class DispositionForm(Form):
    """What became of a statement."""

    disposition = LabelledField(
        _l("What became of it?"), Disposition, missing=_l("Choose what became of it.")
    )
    answer = TextsField(
        _l("Explanation"),
        most=4000,
        long=True,
        missing=_l("Explain it in one language at least; everybody reads it."),
    )


class StatementDeadlineForm(Form):
    """Until when statements can be sent; both empty call for none."""

    day = DateField(_l("Last day for statements"), validators=[Optional()])
    clock = ClockField(_l("Last minute for statements on that day"), validators=[Optional()])

    def validate(self, extra_validators=None):
        """A day needs its minute."""
        good = super().validate(extra_validators)
        if good and (self.day.data is None) != (self.clock.data is None):
            self.clock.errors = [_l("Enter both the day and the last minute, or neither.")]
            return False
        return good
