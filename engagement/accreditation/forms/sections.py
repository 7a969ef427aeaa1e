"""The sections of an application: each form class is its section's schema."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from engagement.accreditation.forms.identity import IdentitySection
from engagement.accreditation.forms.section_form import SHORT, SectionForm, text
from engagement.core.clock import today
from engagement.core.text import Labelled
from engagement.organizations.models import IDENTITY
from engagement.organizations.queries import people_of
from engagement.web.fields import FOUNDING_YEARS, DateField, LabelledField, YesNoField
from engagement.web.name_fields import NameField
from engagement.web.number_fields import AmountField, CurrencyField, WholeNumberField
from engagement.web.place_fields import CountriesField

__all__ = ["SECTION_FORMS", "SectionForm"]

EMAIL = Email(_l("Enter an e-mail address, for example name@example.org."))
EMAIL_LENGTH = Length(max=254, message=_l("An e-mail address has at most 254 characters."))


class Recognition(Labelled):
    """How an organization came to exist in law or custom (product 3.1, evidence by other means)."""

    REGISTERED = "registered", _l("Registered with a public office")
    CUSTOMARY = "customary", _l("Recognized by a customary authority or an assembly")
    BY_LAW = "by_law", _l("Founded by a law or a public act")


class OrganizationSection(SectionForm):
    """What the organization is."""

    mandate = text(
        _l("What does your organization do?"),
        _l("Describe in a few sentences what your organization does."),
        hint=_l("Its purpose as the statutes say it, and what it does from day to day."),
        least=20,
    )
    members = text(
        _l("Who are its members?"),
        _l("Say who can become a member and how many members there are."),
        hint=_l("Who can become a member, how many there are, and where they live."),
        longest=1500,
    )
    founded_year = WholeNumberField(
        _l("Year in which it was founded"),
        description=_l("For example 2014. It may be earlier than the registration."),
        wrong=_l("Enter a year with four digits, for example 2014."),
        validators=[InputRequired(_l("Enter the year in which it was founded."))],
    )

    def validate_founded_year(self, field):
        """A year of four digits, not in the future."""
        if field.data is not None and not 1600 <= field.data <= today().year:
            raise ValidationError(_l("Enter a year with four digits, for example 2014."))


class LegalStatusSection(SectionForm):
    """How the organization exists in law or custom."""

    recognition = LabelledField(
        _l("How does the organization exist in law or custom?"),
        Recognition,
        missing=_l("Choose how the organization exists in law or custom."),
    )
    legal_form = text(
        _l("Legal form"),
        _l("Enter the legal form, for example association or foundation."),
        hint=_l("For example association, foundation, federation, council of a people."),
        longest=SHORT,
    )
    registration_number = text(
        _l("Registration number"),
        _l("Enter the number, or how the organization is recognized if it has none."),
        hint=_l("If there is no number, say how the organization is recognized."),
        longest=100,
    )
    registration_authority = text(
        _l("Who registered or recognized it?"),
        _l("Enter the name of the office or the customary authority."),
        hint=_l("The public office, the customary authority or the assembly, and its place."),
        longest=SHORT,
    )
    registered_on = DateField(
        _l("Date of registration"),
        description=_l("Or the day on which it was recognized. For example 27 3 2019."),
        years=FOUNDING_YEARS,
        validators=[InputRequired(_l("Enter the date of registration."))],
    )
    independent = YesNoField(
        _l("Is it independent of any government?"),
        description=_l("No government names its leaders or decides on its work."),
    )
    distributes_profit = YesNoField(
        _l("Does it distribute profit to members or owners?"),
        description=_l("Salaries for work are no profit."),
    )
    groups = (
        (
            _l("Registration or recognition"),
            (
                "recognition",
                "legal_form",
                "registration_number",
                "registration_authority",
                "registered_on",
            ),
        ),
        (_l("Independence and purpose"), ("independent", "distributes_profit")),
    )

    def validate_registered_on(self, field):
        """Not in the future."""
        if field.data and field.data > today():
            raise ValidationError(_l("The date of registration cannot be in the future."))


class GoverningBodySection(SectionForm):
    """Who leads it; the people themselves are rows, each with a page of its own."""

    body_name = text(
        _l("What is the governing body called?"),
        _l("Enter what the governing body is called, for example board."),
        hint=_l("For example board, executive committee, council of elders."),
        longest=SHORT,
    )
    how_chosen = text(
        _l("How are its members chosen, and for how long?"),
        _l("Say who chooses the members of the governing body and for how long."),
        longest=1500,
    )

    def validate(self, extra_validators=None):
        """At least one person is named; the pages of people are reached from this one."""
        valid = super().validate(extra_validators)
        if self.organization is None or people_of(self.organization):
            return valid
        self.body_name.errors = [
            *self.body_name.errors,
            _l("Add the members of the governing body below, at least one person."),
        ]
        return False


class EnvironmentSection(SectionForm):
    """What it does for the environment."""

    main_focus = YesNoField(_l("Is the environment a main part of its work?"))
    focus = text(
        _l("What do you do for the environment?"),
        _l("Describe your work on the environment."),
        hint=_l("The subjects, the places, the people you work with."),
        least=20,
    )
    results = text(
        _l("What came of it in the last two years?"),
        _l("Describe results of the last two years."),
        hint=_l("Figures where you have them; small results count, too."),
        least=20,
    )


class InternationalSection(SectionForm):
    """Where it works."""

    active_abroad = YesNoField(
        _l("Is it active for the environment both at home and with other countries?"),
        description=_l("Also as a member of a network, or as a people living across borders."),
    )
    at_home = text(
        _l("What do you do in your own country?"),
        _l("Describe your work in your own country."),
        least=20,
    )
    abroad = text(
        _l("What do you do in or with other countries?"),
        _l("Describe your work in or with other countries."),
        hint=_l("Projects, partners, members, networks or meetings in other countries."),
        least=20,
    )
    countries = CountriesField(
        _l("In which other countries or areas are you active?"),
        description=_l("Open a region and tick each of them. Your own country does not count."),
        validators=[InputRequired(_l("Choose at least one country or area."))],
    )

    def validate_countries(self, field):
        """Another country than that of the seat."""
        own = self.organization.country if self.organization else None
        if field.data and set(field.data) <= {own}:
            raise ValidationError(_l("Choose at least one country or area other than your own."))


def amount(label, missing):
    """An amount of money in whole units."""
    return AmountField(
        label,
        wrong=_l("Enter a whole amount without cents, for example 12500."),
        validators=[InputRequired(missing)],
    )


def year_of_accounts(label):
    """The year that accounts are about."""
    return WholeNumberField(
        label,
        wrong=_l("Enter a year with four digits, for example 2014."),
        validators=[InputRequired(_l("Enter the year of the accounts."))],
    )


class FinancesSection(SectionForm):
    """Two years of accounts."""

    currency = CurrencyField(
        _l("Currency of your accounts"),
        validators=[InputRequired(_l("Choose the currency of your accounts."))],
    )
    last_year = year_of_accounts(_l("Last year with closed accounts"))
    last_income = amount(_l("Income of that year"), _l("Enter the income of that year."))
    last_expenditure = amount(
        _l("Expenditure of that year"), _l("Enter the expenditure of that year.")
    )
    year_before = year_of_accounts(_l("The year before"))
    income_before = amount(_l("Income of the year before"), _l("Enter the income of that year."))
    expenditure_before = amount(
        _l("Expenditure of the year before"), _l("Enter the expenditure of that year.")
    )
    sources = text(
        _l("Where does the money come from?"),
        _l("Name the main sources of income."),
        hint=_l("The main sources and their share: fees, gifts, foundations, governments, sales."),
        longest=1500,
    )
    groups = (
        (_l("Last year"), ("last_year", "last_income", "last_expenditure")),
        (_l("The year before"), ("year_before", "income_before", "expenditure_before")),
        (_l("Sources"), ("sources",)),
    )

    def validate_last_year(self, field):
        """Not in the future, and not long ago."""
        if field.data is not None and not today().year - 10 <= field.data <= today().year:
            raise ValidationError(_l("Enter one of the last ten years, with four digits."))

    def validate_year_before(self, field):
        """Another year than the last one."""
        if None in (field.data, self.last_year.data):
            return
        if not self.last_year.data - 3 <= field.data < self.last_year.data:
            raise ValidationError(_l("Enter the year before the last year with closed accounts."))


class ContactsSection(SectionForm):
    """Whom to write to; two people are asked for."""

    address = text(
        _l("Address of the seat"),
        _l("Enter the address, or describe where the seat is."),
        hint=_l("Street or post box, place. It is not shown in public."),
        longest=1000,
    )
    first_name = NameField(
        _l("Name of the first contact point"),
        validators=[
            InputRequired(_l("Enter the name of the first contact point.")),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    first_email = EmailField(
        _l("E-mail address of the first contact point"),
        validators=[
            InputRequired(_l("Enter the e-mail address of the first contact point.")),
            EMAIL_LENGTH,
            EMAIL,
        ],
    )
    first_phone = text(_l("Telephone of the first contact point"), longest=50)
    second_name = NameField(
        _l("Name of the second contact point"),
        description=_l(
            "A second person keeps the organization within reach when the first is away."
        ),
        validators=[
            Optional(),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    second_email = EmailField(
        _l("E-mail address of the second contact point"),
        validators=[Optional(), EMAIL_LENGTH, EMAIL],
    )
    second_phone = text(_l("Telephone of the second contact point"), longest=50)
    groups = (
        (_l("First contact point"), ("first_name", "first_email", "first_phone")),
        (_l("Second contact point"), ("second_name", "second_email", "second_phone")),
    )

    def validate(self, extra_validators=None):
        """A second person who is named can be reached."""
        valid = super().validate(extra_validators)
        if bool(self.second_name.data) == bool(self.second_email.data):
            return valid
        lacking = self.second_email if self.second_name.data else self.second_name
        lacking.errors = [
            *lacking.errors,
            _l("Enter both the name and the e-mail address of the second contact point."),
        ]
        return False


SECTION_FORMS: dict[str, type[SectionForm]] = {
    IDENTITY: IdentitySection,
    "organization": OrganizationSection,
    "legal_status": LegalStatusSection,
    "governing_body": GoverningBodySection,
    "environment": EnvironmentSection,
    "international": InternationalSection,
    "finances": FinancesSection,
    "contacts": ContactsSection,
}
