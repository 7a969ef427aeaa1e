"""Forms on screening cases; a field's description is shown as its hint."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.core.clock import today
from engagement.screening import settings
from engagement.screening.facts import Compact, Response, Severity
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, MeasureState
from engagement.screening.questionnaire import BY_KEY, CRITERION_KEYS
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, YesNoField, options

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
SHORT = Length(max=300, message=_l("Use at most 300 characters."))
FILES = ("first_file", "second_file", "third_file")


def words(label, missing, hint=None, *, long=True) -> TextAreaField | StringField:
    """A text that has to be there."""
    kind, most = (TextAreaField, LONG) if long else (StringField, SHORT)
    return kind(label, description=hint, validators=[InputRequired(missing), most])


def reason(hint=None) -> TextAreaField:
    """Why something is done; it stands in the trail."""
    return words(_l("Reason"), _l("Give the reason."), hint)


def past_day(label, missing) -> DateField:
    """A day that is not in the future."""
    return DateField(label, validators=[InputRequired(missing), not_in_future])


def not_in_future(form, field) -> None:
    """ValidationError for a day to come."""
    if field.data and field.data > today():
        raise ValidationError(_l("Enter today or a day in the past."))


def in_future(form, field) -> None:
    """ValidationError for today or a day in the past."""
    if field.data and field.data <= today():
        raise ValidationError(_l("Choose a day in the future."))


class ReasonForm(Form):
    """Something that needs nothing but a reason."""

    reason = reason()


class SectorForm(Form):
    """The sector of a company, of the table in force."""

    sector = SelectField(
        _l("Sector"), validators=[InputRequired(_l("Choose the sector."))], choices=[]
    )

    def offer(self, labels) -> "SectorForm":
        """Offer the sectors of the table in force."""
        self.sector.choices = options([("", _l("Choose…")), *sorted(labels.items())])
        return self


class CompactForm(Form):
    """The standing of a company in the Global Compact."""

    compact = LabelledField(
        _l("How does it stand in the Global Compact?"),
        Compact,
        members=[each for each in Compact if each is not Compact.UNKNOWN],
        missing=_l("Choose how it stands."),
    )
    note = words(
        _l("Source"),
        _l("Say by which source, so that others can look it up."),
        _l("The participant as it is listed, with its country."),
        long=False,
    )


class FindingForm(Form):
    """What was found of an exclusion criterion."""

    criterion = SelectField(
        _l("Exclusion criterion"),
        validators=[InputRequired(_l("Choose the criterion."))],
        choices=lambda: options(
            [("", _l("Choose…")), *((key, BY_KEY[key].text) for key in CRITERION_KEYS)]
        ),
    )
    met = YesNoField(_l("Is it met?"))
    source = words(
        _l("Source"),
        _l("Say by which source, so that others can look it up."),
        long=False,
    )
    note = TextAreaField(_l("Note"), validators=[Optional(), LONG])


class ResponseForm(Form):
    """How a company dealt with a controversy."""

    response = LabelledField(
        _l("How did the company deal with it?"),
        Response,
        missing=_l("Choose how the company dealt with it."),
    )
    note = TextAreaField(_l("What it said or did"), validators=[Optional(), LONG])


class ControversyForm(Form):
    """A line of the log."""

    happened_on = past_day(_l("When did it happen?"), _l("Enter the day; an estimate will do."))
    severity = LabelledField(
        _l("How grave is it?"), Severity, missing=_l("Choose how grave it is.")
    )
    summary = words(
        _l("What is said to have happened?"), _l("Say in a sentence or two what is said.")
    )
    source = words(
        _l("Source"), _l("Name the newspaper, report or court, and its date."), long=False
    )
    response = ResponseForm.response
    response_note = TextAreaField(_l("What it said or did"), validators=[Optional(), LONG])


class WithFiles(Form):
    """Up to three files, each of its own field."""

    first_file = FileField(_l("File"))
    second_file = FileField(_l("Second file"))
    third_file = FileField(_l("Third file"))

    def chosen_files(self) -> list:
        """The fields in which a file was chosen."""
        return [field for name in FILES if (field := self[name]).data]


class AskForm(WithFiles):
    """An allegation in the officer's own words."""

    allegation = words(
        _l("What do you put to the company?"),
        _l("Write in your own words what the company should answer to."),
        _l(
            "The company reads exactly this and the files below, and nothing else of the case. Name"
            " no source that has to be protected."
        ),
    )


class AnswerForm(WithFiles):
    """The company's answer."""

    answer = words(
        _l("Your answer"),
        _l("Write your answer before you send it."),
        _l("You can send it once. Say what happened, what you have done, and what proves it."),
    )


class LetterForm(WithFiles):
    """An answer that came by post."""

    letter_of = past_day(_l("Date of the letter"), _l("Enter the date on the letter."))
    answer = words(
        _l("What the letter says"),
        _l("Write what the letter says."),
        _l("Word by word where it is short. Add a copy of the letter."),
    )


class LevelForm(Form):
    """Another level of risk, with a reason."""

    level = LabelledField(_l("Level of risk"), Level, missing=_l("Choose the level."))
    reason = reason()

    def offer(self, levels) -> "LevelForm":
        """Offer some levels only."""
        self.level.choices = options((level.value, level.label) for level in levels)
        return self


class SettleForm(Form):
    """Whether a lower rating that a colleague proposed holds."""

    confirmed = YesNoField(_l("Do you confirm the lower rating?"))


class MeasureForm(Form):
    """A measure of the plan."""

    risk = words(_l("Risk"), _l("Say which risk the measure is against."), long=False)
    measure = words(_l("Measure"), _l("Say what is to be done."))
    owner = SelectField(
        _l("Owner"),
        description=_l("A colleague who sees to it, and who is reminded."),
        validators=[InputRequired(_l("Choose the owner."))],
        choices=[],
    )
    due_on = DateField(
        _l("Due on"), validators=[InputRequired(_l("Enter the day it is due.")), in_future]
    )
    steps = SelectField(
        _l("By how many steps does it lower the rating when it is finished?"),
        description=_l(
            "While measures are only planned they lower it by one step at most, all together."
        ),
        validators=[InputRequired(_l("Choose the number of steps."))],
        choices=lambda: options((str(n), str(n)) for n in range(settings.most_steps() + 1)),
    )

    def offer(self, people) -> "MeasureForm":
        """Offer colleagues as owners."""
        self.owner.choices = options(
            [("", _l("Choose…")), *((str(person.id), person.name) for person in people)]
        )
        return self


class MoveForm(Form):
    """How far a measure is."""

    state = LabelledField(
        _l("How far is it?"), MeasureState, missing=_l("Choose how far the measure is.")
    )
    due_on = DateField(_l("Due on"), validators=[InputRequired(_l("Enter the day it is due."))])
    evidence = TextAreaField(
        _l("What proves it"),
        description=_l("Needed when it is finished, unless a file with the measure proves it."),
        validators=[Optional(), LONG],
    )


class StepForm(Form):
    """A second review, or legal advice."""

    agrees = YesNoField(_l("Do you agree with the rating and the plan?"))
    text = words(_l("Your note"), _l("Write a note; a sentence is enough."))


OUTCOMES = (CaseOutcome.APPROVED, CaseOutcome.CONDITIONS, CaseOutcome.REFUSED)


class DecisionForm(Form):
    """The decision."""

    outcome = LabelledField(
        _l("Decision"), CaseOutcome, members=OUTCOMES, missing=_l("Choose the decision.")
    )
    reason = reason()


class PaperForm(Form):
    """One file."""

    file = FileField(_l("File"), validators=[FileRequired(_l("Choose a file."))])

    def chosen_files(self) -> list:
        """The one field."""
        return [self.file]


class TableForm(Form):
    """A table of sector or country risk with its source."""

    lines = TextAreaField(
        _l("Lines of the table"),
        description=_l(
            "One line for each: code,level,label. Levels are low, medium and high. Lines of"
            " countries need no label. A file takes the place of what stands here."
        ),
        validators=[Optional(), Length(max=100_000, message=_l("Use at most 100,000 characters."))],
    )
    file = FileField(_l("Or a CSV file"))
    citation = words(
        _l("Source"),
        _l("Say where the table is from: without a source it cannot count."),
        _l("Title, publisher and address, so that anybody can look it up."),
    )
    dated_on = past_day(_l("Date of the source"), _l("Enter the day the source is of."))
    note = TextAreaField(_l("Note"), validators=[Optional(), LONG])


class WithdrawTableForm(Form):
    """Let a table count no more."""

    citation = reason(_l("It stands in the history of the table."))
