"""The sections that only companies, State-owned enterprises and business foundations answer.

Which of their fields the short path asks, and which are no questions of their own, says the track
(`private_sector`).
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from engagement.accreditation.forms.identity import SEVERAL
from engagement.accreditation.forms.section_form import SHORT, SectionForm, text
from engagement.accreditation.forms.sections import amount, year_of_accounts
from engagement.accreditation.private_sector import DETAILS, IN_SHORT
from engagement.core.clock import today
from engagement.core.text import Labelled
from engagement.organizations import profile_fields, settings
from engagement.organizations.models import OrganizationKind, PersonRole
from engagement.organizations.queries import people_of
from engagement.web.fields import FOUNDING_YEARS, DateField, LabelledField, YesNoField
from engagement.web.name_fields import NameField, NamesField
from engagement.web.number_fields import CurrencyField, WholeNumberField
from engagement.web.place_fields import CountriesField


class BusinessIdentitySection(SectionForm):
    """Names, seat, kind, sector, size, website."""

    name = profile_fields.official_name(
        description=_l("As it stands in the statutes, in their script.")
    )
    latin_name = profile_fields.latin_name(
        description=_l("Needed only if the official name uses another script.")
    )
    acronym = profile_fields.acronym()
    other_names = NamesField(
        _l("Names in other languages"),
        description=_l("One a line, if the organization uses any."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
    )
    former_names = NamesField(
        _l("Former names"),
        description=_l("One a line: names by which others may still look for it."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
    )
    country = profile_fields.seat()
    kind = profile_fields.business_kind()
    website = profile_fields.website()
    sector = profile_fields.sector()
    staff_band = profile_fields.staff_band()
    turnover_band = profile_fields.turnover_band()
    groups = (
        (_l("Names"), ("name", "latin_name", "acronym", "other_names", "former_names")),
        (_l("Seat and kind"), ("country", "kind", "website")),
        (_l("Sector and size"), ("sector", "staff_band", "turnover_band")),
    )


class CompanySection(SectionForm):
    """How it exists in law."""

    legal_form = text(
        _l("Legal form"),
        _l("Enter the legal form, for example limited company."),
        hint=_l("For example limited company, cooperative, public enterprise, foundation."),
        longest=SHORT,
    )
    registration_number = text(
        _l("Registration number"),
        _l("Enter the number in the commercial register."),
        longest=100,
    )
    registration_authority = text(
        _l("Who registered it?"),
        _l("Enter the name of the register or the office."),
        hint=_l("The commercial register or the public office, and its place."),
        longest=SHORT,
    )
    registered_on = DateField(
        _l("Date of registration"),
        description=_l("For example 27 3 2019."),
        years=FOUNDING_YEARS,
        validators=[InputRequired(_l("Enter the date of registration."))],
    )
    in_short = IN_SHORT["company"]

    def validate_registered_on(self, field):
        """Not in the future."""
        if field.data and field.data > today():
            raise ValidationError(_l("The date of registration cannot be in the future."))


class OwnersSection(SectionForm):
    """Who owns and who leads it; the people themselves are rows, each with a page of its own."""

    has_owners = YesNoField(
        _l("Does any person own or control a large share of it, alone or with others?"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_owners.description = _(
            "%(share)s%% or more of shares or votes, directly or through other companies.",
            share=settings.owner_share(),
        )

    def validate(self, extra_validators=None):
        """Somebody who leads is named, and an owner where there is one."""
        valid = super().validate(extra_validators)
        if self.organization is None:
            return valid
        roles = {role for person in people_of(self.organization) for role in person.roles}
        lacking = []
        if not roles & {PersonRole.CHIEF_EXECUTIVE, PersonRole.DIRECTOR}:
            lacking.append(_l("Add the chief executive or the directors below."))
        if self.has_owners.data == "yes" and PersonRole.OWNER not in roles:
            lacking.append(_l("You say that there are owners: add them below."))
        self.has_owners.errors = [*self.has_owners.errors, *lacking]
        return valid and not lacking


class ActivitySection(SectionForm):
    """What it makes and where."""

    products = text(
        _l("What does the company make or offer?"),
        _l("Describe its products and services in a few sentences."),
        hint=_l("Its main products and services, and who buys them."),
        least=20,
    )
    countries = CountriesField(
        _l("In which countries or areas does it work?"),
        description=_l("Open a region and tick each of them, also its own country."),
        validators=[InputRequired(_l("Choose at least one country or area."))],
    )


class UltimateOwner(Labelled):
    """Whether anybody stands at the top of a group."""

    NAMED = "named", _l("The person, family, company or State named below")
    NONE = "none", _l("Nobody over the threshold")


class GroupSection(SectionForm):
    """Who stands above it."""

    part_of_group = YesNoField(_l("Is it part of a group, below another company?"))
    parent = NameField(
        _l("Parent company"),
        description=_l("If it is part of a group."),
        validators=[Optional(), Length(max=SHORT, message=_l("Use at most %(max)d characters."))],
    )
    ultimate = LabelledField(
        _l("Who owns it in the end?"),
        UltimateOwner,
        missing=_l("Choose who owns it in the end."),
    )
    ultimate_owner = NameField(
        _l("Ultimate owner"),
        description=_l("If there is one over the threshold."),
        validators=[Optional(), Length(max=SHORT, message=_l("Use at most %(max)d characters."))],
    )
    state_share = WholeNumberField(
        _l("Share that States or public bodies hold, in percent"),
        description=_l("0 if they hold none."),
        wrong=_l("Enter a whole number from 0 to 100."),
        most=100,
        validators=[InputRequired(_l("Enter the share, 0 if there is none."))],
    )
    details = DETAILS["group"]
    in_short = IN_SHORT["group"]

    def validate(self, extra_validators=None):
        """A parent and an owner who exist are named; a State holds a share of its enterprise."""
        valid = super().validate(extra_validators)
        lacking = [
            name
            for name, called in (
                ("parent", self.part_of_group.data == "yes"),
                ("ultimate_owner", "ultimate" in self and self.ultimate.data == "named"),
            )
            if called and name in self and not self[name].data
        ]
        for name in lacking:
            self[name].errors = [*self[name].errors, _l("Enter the name.")]
        return valid and not lacking

    def validate_state_share(self, field):
        """More than nothing of a State-owned enterprise."""
        owned = self.organization and self.organization.kind == OrganizationKind.STATE_ENTERPRISE
        if owned and field.data == 0:
            raise ValidationError(_l("A State-owned enterprise has a share of a State."))


class GlobalCompactSection(SectionForm):
    """Whether it takes part in the Global Compact."""

    participates = YesNoField(
        _l("Does the company take part in the United Nations Global Compact?")
    )
    global_compact_number = StringField(
        _l("Participant number"),
        description=_l("If it takes part: the number on its page at the Global Compact."),
        validators=[Optional(), Length(max=40, message=_l("Use at most %(max)d characters."))],
    )
    details = DETAILS["global_compact"]


class AccountsSection(SectionForm):
    """One year of accounts."""

    currency = CurrencyField(
        _l("Currency of your accounts"),
        validators=[InputRequired(_l("Choose the currency of your accounts."))],
    )
    last_year = year_of_accounts(_l("Last year with closed accounts"))
    turnover = amount(_l("Turnover of that year"), _l("Enter the turnover of that year."))
    profitable = YesNoField(_l("Did it close that year without a loss?"))
    audited = YesNoField(_l("Were the accounts audited by somebody independent?"))

    def validate_last_year(self, field):
        """Not in the future, and not long ago."""
        if field.data is not None and not today().year - 10 <= field.data <= today().year:
            raise ValidationError(_l("Enter one of the last ten years, with four digits."))


class PrinciplesSection(SectionForm):
    """The commitment to the ten principles."""

    commitment = YesNoField(
        _l("Does the company commit itself to the ten principles?"),
        description=_l("They stand on this page. Without this commitment it cannot be accredited."),
    )
    responsible = NameField(
        _l("Who in its leadership is responsible for them?"),
        validators=[
            InputRequired(_l("Enter the name of the person who is responsible.")),
            Length(max=200, message=_l("Use at most %(max)d characters.")),
        ],
    )
    in_short = IN_SHORT["principles"]


BUSINESS_FORMS: dict[str, type[SectionForm]] = {
    "company": CompanySection,
    "owners": OwnersSection,
    "activity": ActivitySection,
    "group": GroupSection,
    "global_compact": GlobalCompactSection,
    "accounts": AccountsSection,
    "principles": PrinciplesSection,
}
"""Sections by key; the questionnaire's come from one table, see `questionnaire`."""
