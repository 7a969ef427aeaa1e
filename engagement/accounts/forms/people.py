"""What administrators fill in about people."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accounts.commands import SAME_ROLES, AuditTerms
from engagement.accounts.forms.sign_in import EMAIL_RULES, NAME_RULES
from engagement.accounts.models import ErasureAnswer
from engagement.core.clock import today
from engagement.core.permissions import Role
from engagement.core.text import NATIVE_NAMES
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
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


class EngagementFields:
    """For which days and which cases an auditor is engaged; a part of other forms."""

    title = StringField(
        _l("Reference or title of the engagement"),
        filters=[lambda text: text.strip() if text else text],
        validators=[Length(max=200, message=_l("Use at most 200 characters."))],
        render_kw={"dir": "auto"},
    )
    from_day = DateField(_l("First day"))
    to_day = DateField(_l("Last day"))
    cases_from = DateField(_l("Cases submitted from this day on"))
    cases_to = DateField(_l("Cases submitted until this day"))

    @property
    def engages(self) -> bool:
        """Whether what was typed engages somebody."""
        return True

    @property
    def terms(self) -> AuditTerms | None:
        """What the auditor is engaged for."""
        if not self.engages:
            return None
        days = {name: self.day(name) for name in ("from_day", "to_day", "cases_from", "cases_to")}
        return AuditTerms(self.title.data, **days)

    def day(self, name) -> date | None:
        """What was typed in a field of a day."""
        return self[name].data if isinstance(self[name].data, date) else None

    def validate_title(self, field):
        """An engagement has a name by which it is found in a contract."""
        if self.engages and not field.data:
            raise ValidationError(_l("Write the reference or title of the engagement."))

    def validate_from_day(self, field):
        """It begins on a day."""
        if self.engages and self.day("from_day") is None and not field.process_errors:
            raise ValidationError(_l("Enter the first day."))

    def validate_to_day(self, field):
        """It ends on a day, which is to come."""
        if not self.engages or field.process_errors:
            return
        first, last = self.day("from_day"), self.day("to_day")
        if last is None:
            raise ValidationError(_l("Enter the last day."))
        if last < today() or (first and last < first):
            raise ValidationError(
                _l("Enter a last day that is not past and not before the first one.")
            )

    def validate_cases_to(self, field):
        """The period covers a day."""
        first, last = self.day("cases_from"), self.day("cases_to")
        if first and last and last < first:
            raise ValidationError(_l("Enter a day that is not before the one above."))


class ReasonForm(Form):
    """An act that needs a reason and nothing else."""

    reason = reason_field()


class RolesForm(EngagementFields, Form):
    """The roles a person is to have; who becomes an auditor is engaged at once."""

    roles = roles_field()
    reason = reason_field()

    def __init__(self, *, held=(), **kwargs):
        super().__init__(data={"roles": list(held)}, **kwargs)
        self.held = frozenset(held)

    def validate_roles(self, field):
        """Something changes: the command would refuse it, on a page without the form."""
        if set(field.data or ()) == self.held:
            raise ValidationError(SAME_ROLES)

    @property
    def engages(self) -> bool:
        """Whether the person becomes an auditor by it."""
        return Role.AUDITOR in set(self.roles.data or ()) - self.held


class EngagementForm(EngagementFields, Form):
    """Other days or other cases for who is an auditor."""

    reason = reason_field()


class InviteForm(EngagementFields, Form):
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

    @property
    def engages(self) -> bool:
        """Whether an auditor is invited."""
        return Role.AUDITOR in (self.roles.data or ())

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
