"""Assigning cases and naming deputies."""

import contextlib
import uuid
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import AnyOf, InputRequired

from engagement.accounts.models import Account
from engagement.accreditation.commands.assignment import HOLDS_NONE
from engagement.accreditation.forms.seen import SeenField
from engagement.accreditation.models import Application
from engagement.accreditation.queries import LENT, Person, unfit_days, unfit_people
from engagement.core.permissions import Actor, Role
from engagement.web.base_form import Form
from engagement.web.fields import DateField, options
from engagement.web.i18n import bdi_text

LEAST = "least"
PLACES = (("reviewer_id", _l("First reviewer")), ("second_reviewer_id", _l("Second reviewer")))


class AssignForm(Form):
    """Who reviews a case, as first or second reviewer; it says who did when it was opened."""

    holder_reviewer_id = HiddenField()
    holder_second_reviewer_id = HiddenField()

    place = RadioField(
        _l("As which reviewer?"), validators=[InputRequired(_l("Choose first or second."))]
    )
    reviewer = RadioField(
        _l("Who?"), validators=[InputRequired(_l("Choose a person, or whoever has least to do."))]
    )

    def holders(self) -> dict[str, uuid.UUID | None]:
        """Who held each place when the page was opened; nobody for what is no identifier."""
        return _held(self[f"holder_{place}"].data for place, _label in PLACES)

    def hold(self, application: Application) -> None:
        """Write who holds the places now, for a page that is shown again."""
        for place, _label in PLACES:
            self[f"holder_{place}"].data = getattr(application, place) or ""


def _held(values) -> dict[str, uuid.UUID | None]:
    """Who held each place; nobody for what is no identifier."""
    held = dict.fromkeys(place for place, _label in PLACES)
    for place, value in zip(held, values, strict=False):
        with contextlib.suppress(ValueError):
            held[place] = uuid.UUID(str(value))
    return held


def assign_form(
    application: Application, people: list[Person], places: tuple[str, ...], free: str | None
) -> AssignForm:
    """The form for these people, least loaded first."""
    held = {f"holder_{place}": getattr(application, place) or "" for place, _label in PLACES}
    form = AssignForm(data={"place": free or places[0], "reviewer": LEAST} | held)
    form.place.choices = options((key, label) for key, label in PLACES if key in places)
    form.reviewer.choices = options(
        [
            (LEAST, _("Whoever has fewest open cases")),
            *((str(person.account.id), bdi_text(person.account.name)) for person in people),
        ]
    )
    return form


class AssignSeveralForm(Form):
    """Who gets the places of several cases, and whose; it says who held them when it was opened."""

    seen = SeenField()

    reviewer = SelectField(_l("New reviewer"), id="bulk-reviewer", validate_choice=False)
    instead_of = SelectField(_l("In place of"), id="bulk-instead", validate_choice=False)

    def holders(self) -> dict[uuid.UUID, dict[str, uuid.UUID | None]]:
        """Who held each place when the page was opened, by case."""
        return {case: _held(what.split(" ")) for case, what in self.seen.by_case().items()}


def assign_several_form(
    people: Sequence[Account], holders: Sequence[Account], asked: Mapping[str, str]
) -> AssignSeveralForm:
    """The form for these people; `asked` is what an address asks for, before it is sent.

    Somebody who cannot be meant any more is an error: nobody is put in their stead unseen. Whether
    who is to be replaced held a place when the page was opened, but does no more, the command
    tells: it knows a form that is sent twice.
    """
    form = AssignSeveralForm(
        data={name: asked.get(name, "") for name in ("reviewer", "instead_of")}
    )
    _one_of(
        form.reviewer,
        people,
        nobody=_("Whoever has fewest open cases"),
        gone=_("The reviewer you chose cannot review any more. Choose again."),
    )
    _one_of(
        form.instead_of,
        holders,
        nobody=_("Nobody: fill the free place"),
        gone=HOLDS_NONE,
        besides=[held for places in form.holders().values() for held in places.values()],
    )
    return form


def _one_of(field, accounts: Sequence[Account], *, nobody: str, gone, besides=()) -> None:
    """Let nobody or one of these accounts be chosen, and say of any other that they are gone.

    The ids `besides` are not offered, but taken.
    """
    pairs = [("", nobody), *((str(each.id), each.name) for each in accounts)]
    field.choices = options(pairs)
    taken = [value for value, _label in pairs] + [str(each) for each in besides if each]
    field.validators = [AnyOf(taken, gone)]


class DeputyForm(Form):
    """Who stands in for whom, in what, from when to when."""

    function = RadioField(
        _l("For what?"),
        default="",
        choices=options(
            [
                ("", _l("With the cases under review")),
                *((role.value, role.label) for role in LENT),
            ]
        ),
    )
    person = SelectField(_l("Who is away?"), validators=[InputRequired(_l("Choose a person."))])
    deputy = SelectField(
        _l("Who stands in?"), validators=[InputRequired(_l("Choose who stands in."))]
    )
    from_day = DateField(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    to_day = DateField(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])

    def __init__(self, actor: Actor, persons: list[Account], deputies: list[Account]):
        super().__init__()
        self.actor = actor
        self.accounts = {str(each.id): each for each in [*persons, *deputies]}
        self.person.choices = options((str(each.id), each.name) for each in persons)
        self.deputy.choices = options(
            [("", _("Choose…")), *((str(each.id), each.name) for each in deputies)]
        )

    def chosen(self) -> dict:
        """The two people and the function, for the rule and the command."""
        return {
            "person": self.accounts[self.person.data],
            "deputy": self.accounts[self.deputy.data],
            "function": Role(self.function.data) if self.function.data else None,
        }

    def days(self) -> dict:
        """The first and the last day."""
        return {"from_day": self.from_day.data, "to_day": self.to_day.data}

    def validate(self, extra_validators=None):
        """People and days that the rule refuses are told at their fields, all at once."""
        valid = super().validate(extra_validators)
        faults = {}
        if not (self.person.errors or self.deputy.errors or self.function.errors):
            faults |= unfit_people(self.actor, **self.chosen())
        if not (self.from_day.errors or self.to_day.errors):
            faults |= unfit_days(**self.days())
        for name, sentence in faults.items():
            self[name].errors = [*self[name].errors, sentence]
        return valid and not faults
