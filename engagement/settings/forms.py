"""The page that changes a rule; its field is of the kind of the rule's default."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from engagement.settings.registry import Declared
from engagement.web.base_form import Form
from engagement.web.fields import YesNoField

NEW_VALUE = _l("New value")


class ChangeForm(Form):
    """What every change needs beside the value."""

    reason = TextAreaField(
        _l("Why is it changed?"),
        validators=[
            InputRequired(_l("Say why the rule is changed; it is kept with the change.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )
    confirmed = HiddenField()
    """"yes" once the preview was seen."""


def form_for(rule: Declared) -> ChangeForm:
    """A form whose `value` field fits the rule, filled with the value in force."""

    def check(form, field):
        try:
            rule.refuse_wrong(value_of(rule, form))
        except ValueError as wrong:
            raise ValidationError(wrong.args[0]) from None

    form_class = type("ChangeFormOfKind", (ChangeForm,), {"value": _field(rule, check)})
    return form_class(data={"value": _shown(rule)})


def value_of(rule: Declared, form: ChangeForm):
    """What was entered, as the rule keeps it."""
    entered = form.value.data
    if isinstance(rule.default, bool):
        return entered == "yes"
    if isinstance(rule.default, list):
        return [line.strip() for line in (entered or "").splitlines() if line.strip()]
    return entered


def _shown(rule):
    value = rule()
    if isinstance(rule.default, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(rule.default, list) else value


def _field(rule, check):
    if isinstance(rule.default, bool):
        return YesNoField(NEW_VALUE, missing=_l("Choose yes or no."))
    if isinstance(rule.default, int):
        return IntegerField(NEW_VALUE, validators=[InputRequired(_l("Enter a number.")), check])
    if isinstance(rule.default, list):
        return TextAreaField(NEW_VALUE, validators=[check])
    return StringField(NEW_VALUE, validators=[check])
