"""The five questions before an account."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from engagement.accreditation.eligibility import COMPANY_QUESTIONS, YES, Facts
from engagement.core.clock import today
from engagement.screening.questionnaire import BY_KEY
from engagement.web.base_form import Form
from engagement.web.fields import FOUNDING_YEARS, DateField, YesNoField


class EligibilityForm(Form):
    """One question per criterion; nothing about a person."""

    registered = YesNoField(
        _l("Is the organization registered, or recognized by a customary authority?")
    )
    registered_on = DateField(_l("Since when?"), years=FOUNDING_YEARS)
    independent = YesNoField(_l("Is it independent of any government?"))
    distributes_profit = YesNoField(_l("Does it distribute profit to members or owners?"))
    main_focus = YesNoField(_l("Is the environment a main part of its work?"))
    active_abroad = YesNoField(
        _l("Is it active for the environment both at home and with other countries?")
    )

    def validate_registered_on(self, field):
        """Asked of those that are registered; not in the future."""
        if self.registered.data != YES or field.errors:
            return
        if field.data is None:
            raise ValidationError(_l("Enter the date of registration or recognition."))
        if field.data > today():
            raise ValidationError(_l("The date of registration cannot be in the future."))

    def facts(self) -> Facts:
        """What was answered."""
        registered = self.registered.data == YES
        return Facts(
            registered=registered,
            registered_on=self.registered_on.data if registered else None,
            independent=self.independent.data == YES,
            distributes_profit=self.distributes_profit.data == YES,
            main_focus=self.main_focus.data == YES,
            active_abroad=self.active_abroad.data == YES,
        )


class CompanyForm(Form):
    """The five questions for a company; those on exclusion are the short path's own."""

    registered = YesNoField(_l("Is the company registered, or founded by a public act?"))
    products = YesNoField(BY_KEY["sme_products"].text)
    listed = YesNoField(BY_KEY["sme_listed"].text)
    rights = YesNoField(BY_KEY["sme_rights"].text)
    commitment = YesNoField(
        _l("Would it commit itself to the ten principles of the Global Compact?")
    )

    def given(self) -> dict[str, str]:
        """The answers as parameters of an address."""
        return {name: self[name].data for name in COMPANY_QUESTIONS}
