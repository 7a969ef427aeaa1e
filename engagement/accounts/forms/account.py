"""One's own account: how one is addressed, password, address, erasure."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accounts.forms.sign_in import EMAIL_RULES, NAME_RULES, NewPasswordMixin
from engagement.core.text import NATIVE_NAMES
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.name_fields import NameField
from engagement.web.time_fields import ZoneField


class ProfileForm(Form):
    """Name, language, time zone; of staff also the languages in which they read cases."""

    name = NameField(
        _l("Your name"), validators=NAME_RULES, render_kw={"autocomplete": "name", "dir": "auto"}
    )
    language = SelectField(
        _l("Language of the messages we send you"),
        choices=lambda: options(NATIVE_NAMES.items()),
    )
    time_zone = ZoneField(_l("Your time zone"))
    languages_read = SelectMultipleField(
        _l("Languages I read"),
        choices=lambda: options(NATIVE_NAMES.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class PasswordForm(NewPasswordMixin, Form):
    """Change the password."""

    old_password = PasswordField(
        _l("Your password now"),
        validators=[InputRequired(_l("Enter the password you have now."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("New password"),
        validators=[InputRequired(_l("Choose a password."))],
        render_kw={"autocomplete": "new-password"},
    )


class NewEmailForm(Form):
    """Change the address."""

    email = EmailField(
        _l("New e-mail address"), validators=EMAIL_RULES, render_kw={"autocomplete": "email"}
    )


class ErasureForm(Form):
    """Ask for erasure, knowing what is kept."""

    understood = BooleanField(
        _l("I have read what is erased and what is kept"),
        validators=[InputRequired(_l("Read the list above, then tick this box."))],
    )
