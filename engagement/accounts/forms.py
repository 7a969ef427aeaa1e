"""Pages of accounts: one class each."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import Email, InputRequired, Length, ValidationError

from engagement.accounts import passwords
from engagement.web.base_form import Form

EMAIL_RULES = [
    InputRequired(_l("Enter your e-mail address.")),
    Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Enter an e-mail address, for example name@example.org.")),
]


class NewPasswordMixin:
    """A new password is judged together with the person's name and address."""

    def validate_password(self, field):
        """Refuse what guessers try first."""
        words = [self[name].data or "" for name in ("name", "email") if name in self]
        if reason := passwords.weakness(field.data, words=words):
            raise ValidationError(reason)


class SignUpForm(NewPasswordMixin, Form):
    """Open an account."""

    name = StringField(
        _l("Your name"),
        validators=[
            InputRequired(_l("Enter your name as you want to be addressed.")),
            Length(max=200, message=_l("A name has at most 200 characters here.")),
        ],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )
    email = EmailField(
        _l("E-mail address"), validators=EMAIL_RULES, render_kw={"autocomplete": "email"}
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Choose a password."))],
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(Form):
    """Sign in with a password."""

    email = EmailField(
        _l("E-mail address"), validators=EMAIL_RULES, render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class EmailForm(Form):
    """Ask for a mailed link."""

    email = EmailField(
        _l("E-mail address"), validators=EMAIL_RULES, render_kw={"autocomplete": "email"}
    )


class NewPasswordForm(NewPasswordMixin, Form):
    """Choose a new password."""

    password = PasswordField(
        _l("New password"),
        validators=[InputRequired(_l("Choose a password."))],
        render_kw={"autocomplete": "new-password"},
    )


class ConfirmForm(Form):
    """A page with one button."""
