"""Pages of membership and invitation."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.validators import Email, InputRequired, Length

from engagement.core.text import NATIVE_NAMES
from engagement.organizations.models import MembershipRole
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options

AN_ADDRESS = (
    Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Enter an e-mail address, for example name@example.org.")),
)


class InvitationForm(Form):
    """Invite a colleague."""

    email = EmailField(
        _l("E-mail address of your colleague"),
        validators=[
            InputRequired(_l("Enter the e-mail address of your colleague.")),
            *AN_ADDRESS,
        ],
    )
    role = LabelledField(
        _l("What may your colleague do?"),
        MembershipRole,
        missing=_l("Choose what your colleague may do."),
    )
    language = SelectField(
        _l("Language of the message"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the message."))],
    )

    def __init__(self, *, first: bool, **kwargs):
        """`first`: nobody belongs to the organization yet, so whoever is invited leads it."""
        super().__init__(**kwargs)
        if first:
            leads = MembershipRole.FOCAL_POINT
            self.role.choices = options([(leads.value, leads.label)])


class RoleForm(Form):
    """Give a member another role."""

    role = LabelledField(
        _l("What may this person do?"),
        MembershipRole,
        missing=_l("Choose what this person may do."),
    )


class ConfirmForm(Form):
    """A page with one button."""
