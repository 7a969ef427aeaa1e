"""Sign up, sign in, mailed links, codes."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import Email, InputRequired, Length, ValidationError

from engagement.accounts import passwords
from engagement.web.base_form import Form
from engagement.web.name_fields import NameField

EMAIL_RULES = [
    InputRequired(_l("Enter your e-mail address.")),
    Length(max=254, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Enter an e-mail address, for example name@example.org.")),
]
NAME_RULES = [
    InputRequired(_l("Enter your name as you want to be addressed.")),
    Length(max=200, message=_l("A name has at most 200 characters here.")),
]


class NewPasswordMixin:
    """A new password is judged together with the person's name and address."""

    words: tuple[str, ...] = ()
    """Further words that must not make up the password."""

    def validate_password(self, field):
        """Refuse what guessers try first."""
        words = [self[name].data or "" for name in ("name", "email") if name in self]
        if reason := passwords.weakness(field.data, words=[*words, *self.words]):
            raise ValidationError(reason)


class BrowserMixin:
    """Where a session begins: shared with others unless its owner says no."""

    own_device = BooleanField(_l("Keep me signed in: only I use this device"))

    @property
    def shared(self) -> bool:
        """Whether others use the computer or phone, too."""
        return not self.own_device.data


class SignUpForm(NewPasswordMixin, Form):
    """Open an account."""

    name = NameField(
        _l("Your name"),
        validators=NAME_RULES,
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


class SignInForm(BrowserMixin, Form):
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


class LinkForm(BrowserMixin, Form):
    """A mailed link was opened: one button signs in."""


class NewPasswordForm(NewPasswordMixin, BrowserMixin, Form):
    """Choose a new password by a mailed link."""

    password = PasswordField(
        _l("New password"),
        validators=[InputRequired(_l("Choose a password."))],
        render_kw={"autocomplete": "new-password"},
    )


class FirstPasswordForm(NewPasswordForm):
    """The address is proved in another browser than that of the sign-up."""

    name = StringField(
        _l("Your name"),
        validators=NAME_RULES,
        render_kw={"autocomplete": "name", "dir": "auto"},
    )


class CodeForm(Form):
    """A code of the app, or a recovery code."""

    code = StringField(
        _l("Code"),
        validators=[
            InputRequired(_l("Enter the code.")),
            Length(max=40, message=_l("A code is shorter. Enter the six digits of the app.")),
        ],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false", "dir": "ltr"},
    )


class ConfirmForm(Form):
    """A page with one button."""


class ConfirmIdentityForm(Form):
    """Say again who sits there."""

    confirm_secret = PasswordField(
        _l("Your password, or a code of your app"),
        validators=[InputRequired(_l("Enter your password, or a code of your app."))],
        render_kw={"autocomplete": "current-password"},
    )
