"""Fields used by several features: country, date in three boxes, one of a Labelled enumeration."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import Select, TextInput, html_params

from engagement.core.countries import COUNTRIES
from engagement.core.countries import choices as country_choices
from engagement.web.i18n import language

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
"""Arabic-Indic and Persian digits are as good as Western ones."""
YEARS = range(1900, 2201)
"""What the year of a date can be: not "26", nor one near which the calendar of Python ends."""
FOUNDING_YEARS = range(1000, 2201)
"""Organizations and treaties can be older."""


def options(pairs) -> list[SelectChoice]:
    """(value, label) pairs as WTForms takes choices."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


@dataclass(frozen=True)
class Part:
    """One box of a date."""

    id: str
    name: str
    label: object
    value: str
    size: int


class DateField(Field):
    """A date in three boxes, in any digits; `data` is a date or None. Its year is among `years`."""

    widget = TextInput()
    PARTS = (("day", _l("Day"), 2), ("month", _l("Month"), 2), ("year", _l("Year"), 4))

    def __init__(self, label=None, *, wrong=None, years=YEARS, **kwargs):
        super().__init__(label, **kwargs)
        self.years = years
        self.wrong = wrong or _l("Enter a day, a month and a year, for example 27 3 2019.")
        self.typed: list[str] = []

    @property
    def parts(self) -> list[Part]:
        """The boxes, with what was typed or the stored date."""
        if self.typed:
            values = self.typed
        elif isinstance(self.data, date):
            values = [str(self.data.day), str(self.data.month), str(self.data.year)]
        else:
            values = ["", "", ""]
        return [
            Part(f"{self.id}-{key}", f"{self.name}-{key}", label, value, size)
            for (key, label, size), value in zip(self.PARTS, values, strict=True)
        ]

    def process(self, formdata, data=None, extra_filters=None):
        """Read the three boxes; a date that cannot be is an error, and stays in the boxes."""
        self.process_errors = []
        self.typed = []
        self.data = self.default() if callable(self.default) and data is None else data
        self.object_data = self.data
        if formdata is None or f"{self.name}-day" not in formdata:
            self.raw_data = []
            return
        self.typed = [formdata.get(f"{self.name}-{key}", "").strip() for key, _, _ in self.PARTS]
        self.raw_data = [" ".join(self.typed).strip()]
        self.data = None
        if not self.raw_data[0]:
            return
        day, month, year = (text.translate(DIGITS) for text in self.typed)
        try:
            found = self.read(day, month, year)
        except (ValueError, OverflowError):
            self.process_errors.append(self.wrong)
            return
        if int(year) in self.years:
            self.data = found
        else:
            self.process_errors.append(
                _l(
                    "Write the year in four digits, from %(first)d to %(last)d.",
                    first=self.years[0],
                    last=self.years[-1],
                )
            )

    def read(self, day: str, month: str, year: str):
        """What the boxes say; ValueError or OverflowError where that cannot be."""
        return date(int(year), int(month), int(day))


@cache
def _countries_in(lang: str) -> list[SelectChoice]:
    """Made once a language: the form that thousands open in the last hour has them, too."""
    return options([("", _l("Choose…")), *country_choices(lang)])


@cache
def _written_in(lang: str) -> str:
    """The options as they stand on a page, none of them chosen; 250 are dear to write anew."""
    option = Markup('<option value="{}">{}</option>')
    return "".join(option.format(each.value, each.label) for each in _countries_in(lang))


class CountrySelect(Select):
    """The list of countries, written once a language: on each page the chosen one is marked."""

    def __call__(self, field, **kwargs):
        """The element with its options, as WTForms itself would write it."""
        kwargs = {"id": field.id, "required": bool(field.flags.required), **kwargs}
        written = _written_in(language())
        if field.data is not None:
            chosen = html_params(value=field.data)
            written = written.replace(f"<option {chosen}>", f"<option selected {chosen}>", 1)
        return Markup(f"<select {html_params(name=field.name, **kwargs)}>{written}</select>")


class CountryField(SelectField):
    """One country or area, sorted as the page's language sorts; "" until chosen."""

    widget = CountrySelect()

    def __init__(self, label=None, *, missing=None, **kwargs):
        validators = [InputRequired(missing or _l("Choose a country or area."))]
        super().__init__(label, validators=validators, choices=self._countries, **kwargs)

    @staticmethod
    def _countries():
        return _countries_in(language())

    def pre_validate(self, form):
        """An empty choice is told by the required-message alone; any of the list is in order."""
        if self.data and self.data not in COUNTRIES:
            super().pre_validate(form)


class LabelledField(RadioField):
    """One member of a Labelled enumeration; `data` is its value as a string."""

    def __init__(self, label, labelled, *, missing, members=None, **kwargs):
        chosen = members or list(labelled)
        super().__init__(
            label,
            choices=options((member.value, member.label) for member in chosen),
            validators=[InputRequired(missing)],
            **kwargs,
        )
        self.labelled = labelled

    def pre_validate(self, form):
        """An empty choice is told by the required-message alone."""
        if self.data:
            super().pre_validate(form)


class YesNoField(RadioField):
    """A question answered by yes or no; `data` is "yes", "no" or None."""

    def __init__(self, label, *, missing=None, **kwargs):
        super().__init__(
            label,
            choices=options([("yes", _l("Yes")), ("no", _l("No"))]),
            validators=[InputRequired(missing or _l("Choose yes or no."))],
            **kwargs,
        )

    def pre_validate(self, form):
        """An empty choice is told by the required-message alone."""
        if self.data:
            super().pre_validate(form)
