"""Written statements: words, documents, co-signers, what officers say of them."""

from typing import Self

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from engagement.core.countries import COUNTRIES
from engagement.core.seen import mark
from engagement.meetings.forms.hours import HoursForm
from engagement.meetings.forms.meeting_documents import ACCEPTED, language_choices
from engagement.meetings.models import Commenters, Disposition, MeetingStatement
from engagement.organizations.models import Organization
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import language
from engagement.web.language_fields import TextsField
from engagement.web.number_fields import WholeNumberField
from engagement.web.seen import SeenForm
from engagement.web.time_fields import ClockField

MOST = 60_000
REASON = Length(max=4000, message=_l("Use at most %(max)d characters."))


class StatementForm(SeenForm):
    """The words of a statement, in each language in which it is sent."""

    text = TextsField(_l("Text of the statement"), most=MOST, long=True)

    @classmethod
    def of(cls, statement: MeetingStatement, **more) -> Self:
        """The form filled with what is kept; what was posted wins."""
        return cls(data={"text": statement.text, "seen": mark(statement, ["text"])}, **more)


class AuthorForm(Form):
    """In the name of which organization or State something is written."""

    author = SelectField(
        _l("In whose name?"), validators=[InputRequired(_l("Choose in whose name it is."))]
    )

    def offer(self, organizations: list[Organization], states) -> Self:
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


class NewStatementForm(StatementForm, AuthorForm):
    """A statement that is not there yet, in the name of an organization or of a State."""


class ContributionForm(SeenForm):
    """A contribution to a document or a part of it, in each language in which it is sent."""

    part = StringField(
        _l("Paragraph or section"),
        validators=[
            Optional(),
            Length(max=60, message=_l("Use at most %(max)d characters.")),
        ],
        render_kw={"dir": "auto"},
    )
    text = TextsField(
        _l("What you have to say"),
        most=MOST,
        long=True,
        missing=_l("Write it in one language at least."),
    )
    wording = TextsField(_l("Wording that you propose"), most=MOST, long=True)

    def words(self) -> dict:
        """What was entered, as the commands take it."""
        return {
            "part": " ".join(self.part.data.split()) or None if self.part.data else None,
            "text": self.text.texts,
            "wording": self.wording.texts,
        }

    @classmethod
    def of(cls, statement: MeetingStatement, **more) -> Self:
        """The form filled with what is kept; what was posted wins."""
        names = ("part", "text", "wording")
        kept = {name: getattr(statement, name) for name in names}
        return cls(data=kept | {"seen": mark(statement, names)}, **more)


class NewContributionForm(ContributionForm, AuthorForm):
    """A contribution that is not there yet."""


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
    words = WholeNumberField(
        _l("Words of the document"),
        most=100_000,
        validators=[Optional(), NumberRange(1, message=_l("Enter at least one, or nothing."))],
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


class DeadlineForm(HoursForm):
    """A day and its last minute; both empty call for nothing."""

    HOURS = (("day", "clock"),)

    day = DateField(_l("Last day"), validators=[Optional()])
    clock = ClockField(_l("Last minute on that day"), validators=[Optional()])

    def validate(self, extra_validators=None):
        """A day needs its minute."""
        good = super().validate(extra_validators)
        if good and (self.day.data is None) != (self.clock.data is None):
            self.clock.errors = [_l("Enter both the day and the last minute, or neither.")]
            return False
        return good


class StatementDeadlineForm(DeadlineForm):
    """Until when statements can be sent."""

    day = DateField(_l("Last day for statements"), validators=[Optional()])
    clock = ClockField(_l("Last minute for statements on that day"), validators=[Optional()])


class CommentsForm(DeadlineForm):
    """Who can contribute to a document, and until when."""

    commenters = RadioField(
        _l("Who can contribute?"),
        choices=lambda: options([("", _l("Nobody")), *Commenters.choices()]),
        default="",
        validators=[Optional()],
    )
    day = DateField(_l("Last day for contributions"), validators=[Optional()])
    clock = ClockField(_l("Last minute for contributions on that day"), validators=[Optional()])

    def validate(self, extra_validators=None):
        """Whoever can contribute needs to know until when."""
        good = super().validate(extra_validators)
        if good and self.commenters.data and self.day.data is None:
            self.day.errors = [_l("Enter the last day for contributions.")]
            return False
        return good
