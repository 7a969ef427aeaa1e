"""What administrators fill in about people."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accounts.forms.sign_in import EMAIL_RULES, NAME_RULES
from engagement.accounts.models import ErasureAnswer
from engagement.core.permissions import Role
from engagement.core.text import NATIVE_NAMES
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options
from engagement.web.name_fields import NameField


def reason_field():
    """Why; told in the audit trail, never to the person."""
    return TextAreaField(
        _l("Reason"),
        validators=[
            DataRequired(_l("Write why. The reason is kept in the audit trail.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
        render_kw={"rows": 3, "dir": "auto"},
    )


def roles_field():
    """Any of the staff roles."""
    return SelectMultipleField(
        _l("Roles"),
        choices=options(Role.choices()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class ReasonForm(Form):
    """An act that needs a reason and nothing else."""

    reason = reason_field()


class RolesForm(Form):
    """The roles a person is to have."""

    roles = roles_field()
    reason = reason_field()


class InviteForm(Form):
    """A new member of staff."""

    name = NameField(_l("Name"), validators=NAME_RULES, render_kw={"dir": "auto"})
    email = EmailField(_l("E-mail address"), validators=EMAIL_RULES)
    language = SelectField(
        _l("Language of the messages"),
        choices=lambda: options(NATIVE_NAMES.items()),
        default="en",
    )
    roles = roles_field()
    reason = reason_field()

    def validate_roles(self, field):
        """Staff have at least one role."""
        if not field.data:
            raise ValidationError(_l("Choose at least one role."))


class PersonEmailForm(Form):
    """A new address for somebody who cannot read the old one any more."""

    email = EmailField(_l("New e-mail address"), validators=EMAIL_RULES)
    reason = reason_field()


class ErasureAnswerForm(Form):
    """The answer to a request for erasure."""

    answer = LabelledField(
        _l("Answer"), ErasureAnswer, missing=_l("Choose whether the data are erased or kept.")
    )
    answer_text = TextAreaField(
        _l("What the person is told"),
        validators=[Length(max=4000, message=_l("Use at most 4,000 characters."))],
        render_kw={"rows": 5, "dir": "auto"},
    )

    reason = TextAreaField(
        _l("Reason, for the second administrator"),
        validators=[Length(max=2000, message=_l("Use at most 2,000 characters."))],
        render_kw={"rows": 3, "dir": "auto"},
    )

    def validate_reason(self, field):
        """Who confirms that data are erased reads why."""
        if self.answer.data == ErasureAnswer.ERASED and not field.data:
            raise ValidationError(_l("Write why. The second administrator reads it."))

    def validate_answer_text(self, field):
        """Who is refused is told why."""
        if self.answer.data == ErasureAnswer.KEPT and not field.data:
            raise ValidationError(_l("Write which records are kept and why."))
