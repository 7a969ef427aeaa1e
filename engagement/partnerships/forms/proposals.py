"""What partners write: the proposal, whom they name, reports."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engagement.core.countries import Region, Subregion
from engagement.organizations.models import Organization
from engagement.partnerships import settings
from engagement.partnerships.commands.proposals import ProposalData
from engagement.partnerships.forms.places import chosen, regions, subregions
from engagement.partnerships.models import (
    DiligenceTrack,
    Partnership,
    PartnershipKind,
    Subprogramme,
)
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import bdi_text
from engagement.web.number_fields import AmountField, CurrencyField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))


def needed(label, sentence):
    """A long text that has to be written."""
    return TextAreaField(label, validators=[DataRequired(sentence), LONG])


def subprogrammes():
    """Those that the setting offers."""
    return options((each, Subprogramme(each).label) for each in settings.subprogrammes())


class ProposalForm(Form):
    """A proposal, on one page."""

    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Give the partnership a title.")), SHORT],
    )
    kind = LabelledField(
        _l("What do you want to do together?"),
        PartnershipKind,
        missing=_l("Choose what you want to do together."),
    )
    purpose = needed(_l("Purpose"), _l("Say what the partnership is for."))
    results = needed(_l("Expected results"), _l("Say which results you expect."))
    subprogramme = RadioField(
        _l("Subprogramme"),
        choices=subprogrammes,
        validators=[InputRequired(_l("Choose the subprogramme that it serves most."))],
    )
    digital = BooleanField(_l("It advances digital transformation"))
    region = SelectField(_l("Region"), choices=regions)
    subregion = SelectField(_l("Subregion"), choices=subregions)
    track = LabelledField(
        _l("Does money move?"),
        DiligenceTrack,
        missing=_l("Choose which procedure applies."),
    )
    value = AmountField(_l("Value"))
    currency = CurrencyField(_l("Currency"))
    from_day = DateField(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    to_day = DateField(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])
    emblem = TextAreaField(
        _l("How do you want to use the name or the emblem of UNEP?"), validators=[Optional(), LONG]
    )
    conflict = TextAreaField(
        _l("Do you have an interest in a matter that is under negotiation?"),
        validators=[Optional(), LONG],
    )

    def validate(self, extra_validators=None):
        """An amount goes with its currency, and a currency with an amount."""
        good = super().validate(extra_validators)
        if self.value.data == 0:
            self.value.errors = [*self.value.errors, _l("Leave it empty if there is none.")]
            good = False
        if (self.value.data is None) != (not self.currency.data) and not self.value.errors:
            self.currency.errors = [
                *self.currency.errors,
                _l("Enter an amount and its currency, or neither."),
            ]
            good = False
        return good

    @classmethod
    def of(cls, partnership: Partnership, **more) -> "ProposalForm":
        """The form filled with what is stored; what was posted wins."""
        names = (name for name in cls.__dict__ if hasattr(partnership, name))
        kept = {name: getattr(partnership, name) for name in names}
        choices = ("kind", "track", "subprogramme", "region", "subregion")
        kept |= {name: kept[name].value if kept[name] else "" for name in choices}
        return cls(data=kept, **more)

    def proposal(self) -> ProposalData:
        """What was entered."""
        return ProposalData(
            title=self.title.data,
            kind=PartnershipKind(self.kind.data),
            track=DiligenceTrack(self.track.data),
            subprogramme=Subprogramme(self.subprogramme.data),
            region=chosen(Region, self.region.data),
            subregion=chosen(Subregion, self.subregion.data),
            digital=self.digital.data,
            purpose=self.purpose.data,
            results=self.results.data,
            value=self.value.data,
            currency=self.currency.data or None,
            from_day=self.from_day.data,
            to_day=self.to_day.data,
            emblem=self.emblem.data or "",
            conflict=self.conflict.data or "",
        )


class PartnerForm(Form):
    """One of the organizations that were found."""

    organization = RadioField(
        _l("Which organization?"),
        validators=[InputRequired(_l("Choose an organization."))],
    )

    def offer(self, found: list[Organization]) -> "PartnerForm":
        """Those that were found."""
        self.organization.choices = options((str(each.id), bdi_text(each.name)) for each in found)
        return self


class WithdrawForm(Form):
    """Why a proposal is withdrawn."""

    reason = needed(_l("Why do you withdraw it?"), _l("Say why; a few words are enough."))


class ReportForm(Form):
    """How it goes; at the end also what came of it."""

    text = needed(
        _l("What was done, what is planned, what was difficult"), _l("Write what was done.")
    )
    results = TextAreaField(_l("What came of it"), validators=[Optional(), LONG])
