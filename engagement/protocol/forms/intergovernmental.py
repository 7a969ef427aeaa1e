"""The form of an intergovernmental organization."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.core.text import NATIVE_NAMES
from engagement.protocol.commands.intergovernmental import IntergovernmentalData
from engagement.protocol.models import Eligibility, Intergovernmental
from engagement.web.base_form import Form
from engagement.web.fields import FOUNDING_YEARS, CountryField, DateField, LabelledField, options
from engagement.web.language_fields import TextsField, web_address
from engagement.web.name_fields import NameField

SHORT = Length(max=300, message=_l("Use at most %(max)d characters."))


class EndForm(Form):
    """The organization is an observer no more."""

    ended_on = DateField(
        _l("Last day as an observer"), validators=[InputRequired(_l("Enter the last day."))]
    )
    reason = TextAreaField(
        _l("Why does it end?"),
        validators=[
            InputRequired(_l("Say why, and from which paper it is known.")),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )


class IntergovernmentalForm(Form):
    """What the letter of its head and the founding treaty say."""

    name = NameField(
        _l("Official name"),
        validators=[InputRequired(_l("Enter the name as it stands in the treaty.")), SHORT],
    )
    name_language = SelectField(
        _l("Language of this name"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the name."))],
    )
    names = TextsField(_l("Name in other languages"))
    acronym = NameField(
        _l("Acronym"),
        validators=[Optional(), Length(max=40, message=_l("Use at most 40 characters."))],
    )
    kind = LabelledField(
        _l("Which of the four kinds is it?"),
        Eligibility,
        missing=_l("Choose the kind; others cannot be recorded under rule 69."),
    )
    seat = StringField(
        _l("Town of its seat"), validators=[InputRequired(_l("Enter the town.")), SHORT]
    )
    seat_country = CountryField(
        _l("Country or area of its seat"), missing=_l("Choose where the organization has its seat.")
    )
    website = web_address(_l("Website"))
    treaty = StringField(
        _l("Title of the founding treaty"),
        validators=[InputRequired(_l("Enter the title of the treaty.")), SHORT],
    )
    treaty_on = DateField(
        _l("Date of the treaty"),
        years=FOUNDING_YEARS,
        validators=[InputRequired(_l("Enter the date of the treaty."))],
    )
    scope = TextAreaField(
        _l("International scope, as the letter gives account of it"),
        validators=[
            InputRequired(_l("Enter what the letter says of the international scope.")),
            Length(max=4000, message=_l("Use at most 4,000 characters.")),
        ],
    )
    signed_by = StringField(
        _l("Name and title of the head who signed"),
        validators=[InputRequired(_l("Enter who signed the letter.")), SHORT],
    )
    letter_on = DateField(
        _l("Date of the letter"), validators=[InputRequired(_l("Enter the date of the letter."))]
    )
    received_on = DateField(
        _l("Received on"), validators=[InputRequired(_l("Enter the day on which it came."))]
    )

    PLAIN = (
        "name",
        "name_language",
        "seat",
        "seat_country",
        "treaty",
        "treaty_on",
        "scope",
        "signed_by",
        "letter_on",
        "received_on",
    )

    def organization(self) -> IntergovernmentalData:
        """What was entered; a name in the language of the official one is that one."""
        others = {
            lang: text for lang, text in self.names.texts.items() if lang != self.name_language.data
        }
        return IntergovernmentalData(
            **{name: self[name].data for name in self.PLAIN},
            kind=Eligibility(self.kind.data),
            names=others,
            acronym=self.acronym.data or None,
            website=self.website.data or None,
        )

    @classmethod
    def of(cls, igo: Intergovernmental) -> "IntergovernmentalForm":
        """The form filled with what is stored; what was posted wins."""
        names = (*cls.PLAIN, "names", "acronym", "website")
        return cls(data={name: getattr(igo, name) for name in names} | {"kind": igo.kind.value})
