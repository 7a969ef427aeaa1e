"""Forms of notes verbales: the note itself, its lines, its files, and what becomes of it."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from engagement.core.countries import STATES
from engagement.core.text import NATIVE_NAMES, day_in_words
from engagement.documents.file_types import EXTENSIONS
from engagement.protocol.commands.details import Details
from engagement.protocol.commands.notes import NoteData, RepresentativeData
from engagement.protocol.models import Function, Note, PaperKind, Representative, Seat
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import language
from engagement.web.name_fields import LatinName, NameField

NAME_LENGTH = Length(max=200, message=_l("A name has at most 200 characters here."))
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))
ADDRESS = (
    Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Enter an e-mail address, for example name@example.org.")),
)


class StateField(SelectField):
    """A Member State or an observer, sorted as the page's language sorts; "" until chosen."""

    def __init__(self, label=None, *, validators=None, **kwargs):
        needed = [InputRequired(_l("Choose the State."))]
        super().__init__(label, validators=validators or needed, choices=self._states, **kwargs)

    @staticmethod
    def _states():
        lang = language()
        ordered = sorted(STATES, key=lambda each: each.orders[lang])
        return options([("", _l("Choose…")), *((each.code, each.name(lang)) for each in ordered)])

    def pre_validate(self, form):
        """An empty choice is told by the required-message alone."""
        if self.data:
            super().pre_validate(form)


class NoteForm(Form):
    """A note verbale or letter of a State."""

    country = StateField(_l("State represented"))
    reference = StringField(
        _l("Reference of the note"),
        validators=[
            InputRequired(_l("Enter the reference, as it stands on the note.")),
            SHORT,
        ],
    )
    dated_on = DateField(
        _l("Date of the note"),
        validators=[InputRequired(_l("Enter the date that stands on the note."))],
    )
    received_on = DateField(
        _l("Received on"), validators=[InputRequired(_l("Enter the day on which it came."))]
    )
    confirms_list = BooleanField(_l("The note says that the list of representatives is right"))
    administrator_name = NameField(
        _l("Name of the administrator of the delegation"), validators=[Optional(), NAME_LENGTH]
    )
    administrator_email = EmailField(
        _l("E-mail address of the administrator"), validators=[Optional(), *ADDRESS]
    )

    def validate(self, extra_validators=None):
        """Name and address of the administrator come together."""
        good = super().validate(extra_validators)
        name, email = self.administrator_name, self.administrator_email
        if bool(name.data) != bool(email.data) and not (name.errors or email.errors):
            missing = email if name.data else name
            missing.errors = [_l("Enter both the name and the address, or leave both empty.")]
            return False
        return good

    def note(self) -> NoteData:
        """What was entered."""
        return NoteData(
            country=self.country.data,
            reference=self.reference.data,
            dated_on=self.dated_on.data,
            received_on=self.received_on.data,
            administrator_name=self.administrator_name.data or None,
            administrator_email=self.administrator_email.data or None,
            confirms_list=self.confirms_list.data,
        )

    @classmethod
    def of(cls, note: Note) -> "NoteForm":
        """The form filled with what is stored; what was posted wins."""
        names = (
            "country",
            "reference",
            "dated_on",
            "received_on",
            "administrator_name",
            "administrator_email",
            "confirms_list",
        )
        return cls(data={name: getattr(note, name) for name in names})


class PersonForm(Form):
    """Who somebody in office is, and how they are reached."""

    name = NameField(
        _l("Full name, in its own script"),
        validators=[InputRequired(_l("Enter the name of the person.")), NAME_LENGTH],
    )
    latin_name = NameField(_l("Name in Latin letters"), validators=[LatinName(), NAME_LENGTH])
    title = StringField(_l("Title or rank"), validators=[Optional(), SHORT])
    function = LabelledField(_l("Function"), Function, missing=_l("Choose the function."))
    seat = LabelledField(
        _l("Where does the person work?"), Seat, missing=_l("Choose where the person works.")
    )
    email = EmailField(_l("E-mail address"), validators=[Optional(), *ADDRESS])
    telephone = StringField(
        _l("Telephone"),
        validators=[Optional(), Length(max=60, message=_l("Use at most %(max)d characters."))],
    )


class ArrivalForm(PersonForm):
    """Somebody takes up a function."""

    from_day = DateField(
        _l("First day in the function"), validators=[InputRequired(_l("Enter the first day."))]
    )
    replaces = SelectField(_l("In place of"), validators=[Optional()])

    def offer(self, people: list[Representative]) -> "ArrivalForm":
        """Let one of those in office be replaced."""
        self.replaces.choices = options(
            [("", _l("Nobody")), *((str(one.id), one.name) for one in people)]
        )
        return self

    def person(self) -> RepresentativeData:
        """What was entered."""
        return RepresentativeData(
            name=self.name.data,
            latin_name=self.latin_name.data or None,
            title=self.title.data or None,
            function=Function(self.function.data),
            seat=Seat(self.seat.data),
            email=self.email.data or None,
            telephone=self.telephone.data or None,
            from_day=self.from_day.data,
        )


class DetailsForm(PersonForm):
    """Correct how a recorded representative is called and reached; `seen` is what was read."""

    function = None  # another function needs a note of the State
    reason = TextAreaField(
        _l("What was wrong?"),
        validators=[
            InputRequired(_l("Say what was wrong, so that colleagues understand it later.")),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )
    seen = HiddenField()

    NAMES = ("name", "latin_name", "title", "seat", "email", "telephone")

    def details(self) -> Details:
        """What was entered."""
        texts = {name: self[name].data or None for name in self.NAMES if name != "seat"}
        return Details(**texts, seat=Seat(self.seat.data))

    @classmethod
    def of(cls, person: Representative, seen: str) -> "DetailsForm":
        """The form filled with what is stored; what was posted wins."""
        kept = {name: getattr(person, name) for name in cls.NAMES}
        return cls(data=kept | {"seat": person.seat.value, "seen": seen})


class DepartureForm(Form):
    """Somebody leaves, or left on another day than is recorded."""

    person = SelectField(_l("Who leaves?"), validators=[InputRequired(_l("Choose who leaves."))])
    to_day = DateField(
        _l("Last day in the function"), validators=[InputRequired(_l("Enter the last day."))]
    )

    def offer(self, people: list[Representative]) -> "DepartureForm":
        """Those in office, and those who left, whose last day may be recorded wrongly."""
        self.person.choices = options(
            [("", _l("Choose…")), *((str(one.id), self._words(one)) for one in people)]
        )
        return self

    @staticmethod
    def _words(one):
        if one.to_day is None:
            return one.name
        return _l("%(name)s (last day: %(day)s)", name=one.name, day=day_in_words(one.to_day))


class PaperForm(Form):
    """A file, and what it is."""

    kind = SelectField(_l("What is it?"), validators=[InputRequired(_l("Choose what it is."))])
    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )

    def offer(self, *kinds: PaperKind) -> "PaperForm":
        """What such a record can hold."""
        self.kind.choices = options((kind.value, kind.label) for kind in kinds)
        return self


class ReturnForm(Form):
    """Send it back, with a reason."""

    reason = TextAreaField(
        _l("Why is it returned?"),
        validators=[
            InputRequired(_l("Say why, so that it can be put right.")),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )


class LanguageForm(Form):
    """In which language a mail is written."""

    language = SelectField(
        _l("Language of the message"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the message."))],
    )
