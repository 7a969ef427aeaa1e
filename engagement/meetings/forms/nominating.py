"""Several people nominated at once: a row each, and colleagues to tick who need no row."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.core.text import NATIVE_NAMES
from engagement.meetings.commands.nominating import Nominee
from engagement.meetings.commands.registering import ALREADY, Details
from engagement.meetings.models import (
    AgeBand,
    Category,
    DelegationFunction,
    Mode,
    Registration,
    Relation,
)
from engagement.meetings.queries.nominations import registered_among
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.i18n import language
from engagement.web.name_fields import NameField

NAME_LENGTH = Length(max=200, message=_l("A name has at most 200 characters here."))
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))
ADDRESS = (
    Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Enter an e-mail address, for example name@example.org.")),
)
REASON = Length(max=2000, message=_l("Use at most %(max)d characters."))
FEWEST_ROWS, MOST_SHOWN, MOST_ROWS = 5, 10, 60


def trimmed(value):
    """Without white space around it."""
    return value.strip() if isinstance(value, str) else value


class NomineeForm(PlainForm):
    """One person; a row without name, address and title is left out."""

    name = NameField(_l("Full name"), validators=[Optional(), NAME_LENGTH], filters=[trimmed])
    email = EmailField(_l("E-mail address"), validators=[Optional(), *ADDRESS], filters=[trimmed])
    function = SelectField(_l("Function in the delegation"), validators=[Optional()])
    mode = SelectField(_l("Takes part"), validators=[Optional()])
    relation = SelectField(_l("Relation to the organization"), default=Relation.MEMBER.value)
    position = StringField(_l("Title or post"), validators=[Optional(), SHORT], filters=[trimmed])
    language = SelectField(
        _l("Language of messages"), choices=options(NATIVE_NAMES.items()), default=language
    )
    age_band = SelectField(_l("Age group"), default=AgeBand.ADULT.value)

    MORE = ("relation", "position", "language", "age_band")
    """Fields with a value from the beginning, which stand behind a click."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was written into this row."""
        return not (self.name.raw_data or [""])[0].strip() and not any(
            each.data for each in (self.name, self.email, self.position)
        )

    def validate(self, extra_validators=None):
        """Nothing is asked of an empty row; else a name and an address, and how they come."""
        if self.is_empty:
            return True
        good = super().validate(extra_validators)
        for field, sentence in (
            (self.name, _l("Enter the name of the person.")),
            (self.email, _l("Enter the e-mail address of the person.")),
            (self._fields.get("mode"), _l("Choose how the person takes part.")),
            (self._fields.get("function"), _l("Choose the function in the delegation.")),
        ):
            if field is not None and not field.data and not field.errors:
                field.errors = [sentence]
                good = False
        return good

    def fill(self, person: Account) -> None:
        """Write a colleague with an account into this row."""
        self.name.data, self.email.data = person.name, person.email
        self.language.data = person.language

    def nominee(self, only_mode: Mode) -> Nominee:
        """What was entered; `only_mode` is how people come where there is no choice."""
        mode, function = self._fields.get("mode"), self._fields.get("function")
        relation = self._fields.get("relation")
        return Nominee(
            email=self.email.data or "",
            details=Details(
                name=self.name.data or "",
                language=self.language.data,
                mode=Mode(mode.data) if mode else only_mode,
                age_band=AgeBand(self.age_band.data),
                relation=Relation(relation.data) if relation else None,
                position=self.position.data or None,
                function=DelegationFunction(function.data) if function else None,
            ),
        )


class NominationForm(Form):
    """Rows for people, and the members of the organization to tick."""

    members = SelectMultipleField(
        _l("Colleagues with an account here"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    people = FieldList(FormField(NomineeForm, _l("Person")), _l("People"), max_entries=MOST_ROWS)

    def offer(
        self, category: Category, members: list[Account], *, rows: int = FEWEST_ROWS
    ) -> "NominationForm":
        """What can be chosen for this category; whoever is ticked is written into a row."""
        self.category, self.colleagues = category, {str(each.id): each for each in members}
        self.members.choices = options((key, one.name) for key, one in self.colleagues.items())
        self._write_ticked()
        filled = [row for row in self.people if not row.form.is_empty or row.form.errors]
        wanted = max(rows, len(filled) + (1 if self.is_submitted() else 0))
        while len(self.people) < min(wanted, MOST_ROWS):
            self.people.append_entry()
        for place, row in enumerate(self.people, start=1):
            row.label.text = _("Person %(num)d", num=place)
            _fit(row.form, category)
        return self

    def _write_ticked(self):
        there = {email_key(row.form.email.data or "") for row in self.people}
        for key in self.members.data or []:
            person = self.colleagues.get(key)
            if person is None or person.email_key in there:
                continue
            free = next((row for row in self.people if row.form.is_empty), None)
            if free is None and len(self.people) >= MOST_ROWS:
                return
            (free or self.people.append_entry()).form.fill(person)
        self.members.data = []

    def validate(self, extra_validators=None):
        """Each address once, and of nobody who is registered already; somebody has to be named."""
        good = super().validate(extra_validators)
        named = [row.form for row in self.people if not row.form.is_empty]
        if not named:
            self.form_errors.append(_l("Name at least one person."))
            return False
        keys = [email_key(each.email.data or "") for each in named]
        known = registered_among(self.category.meeting, keys)
        for place, (row, key) in enumerate(zip(named, keys, strict=True)):
            if row.email.errors or not key:
                continue
            if key in keys[:place]:
                row.email.errors = [
                    _l("The same e-mail address is there twice. Each person needs one.")
                ]
            elif key in known:
                row.email.errors = [ALREADY]
        self.people.errors = [row.errors for row in self.people]
        if not any(self.people.errors):
            self.people.errors = []
        return good and not self.people.errors

    def nominees(self) -> list[Nominee]:
        """Who was named, in the order of the rows."""
        only = self.category.meeting.modes[0]
        return [row.form.nominee(only) for row in self.people if not row.form.is_empty]


def _fit(row, category):
    """Leave of a row what this category asks."""
    meeting = category.meeting
    row.age_band.choices = _ages_of(meeting)
    row.relation.choices = options((each.value, each.label) for each in Relation)
    if len(meeting.modes) > 1:
        row.mode.choices = [
            *_choose(),
            *options((mode.value, mode.label) for mode in meeting.modes),
        ]
    else:
        del row.mode
    if category.kind.by_state:
        row.function.choices = [
            *_choose(),
            *options((each.value, each.label) for each in DelegationFunction),
        ]
        del row.relation
    else:
        del row.function


def _ages_of(meeting):
    bands = [band for band in AgeBand if band.rank >= meeting.youngest.rank]
    return options((band.value, band.label) for band in bands)


def _choose():
    return options([("", _l("Choose…"))])


class ReplaceForm(Form):
    """Somebody else is to come in the place of who was nominated."""

    name = NameField(
        _l("Full name"),
        validators=[InputRequired(_l("Enter the name of the person.")), NAME_LENGTH],
    )
    email = EmailField(
        _l("E-mail address"),
        validators=[InputRequired(_l("Enter the e-mail address of the person.")), *ADDRESS],
    )
    age_band = SelectField(_l("Age group"))
    mode = SelectField(_l("Takes part"))
    reason = TextAreaField(
        _l("Why?"),
        validators=[DataRequired(_l("Say why somebody else comes.")), REASON],
    )

    def offer(self, registration: Registration) -> "ReplaceForm":
        """The ages that this meeting admits, and the ways in which one can take part in it."""
        modes = registration.meeting.modes
        self.age_band.choices = _ages_of(registration.meeting)
        if len(modes) > 1:
            self.mode.choices = options((mode.value, mode.label) for mode in modes)
        else:
            del self.mode
        return self

    def wanted(self) -> dict[str, str]:
        """What is to be different, as `changing.ask_change` takes it."""
        mode = self._fields.get("mode")
        whole = {"name": self.name.data, "email": self.email.data, "age_band": self.age_band.data}
        return whole | ({"mode": mode.data} if mode else {})
