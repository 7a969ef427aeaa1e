"""Fields for what is kept in the six languages, and for addresses on the web."""

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import FormField, StringField, TextAreaField, URLField
from wtforms.validators import URL, Length, Optional

from engagement.core.text import LANGUAGES, NATIVE_NAMES

TAG = {"zh": "zh-Hans"}
WEB_ADDRESS = (
    Length(max=500, message=_l("Use at most %(max)d characters.")),
    URL(message=_l("Enter a web address that begins with https:// or http://.")),
)


def _trim(value):
    return value.strip() if isinstance(value, str) else value


def _forms(field, validators):
    """A form with one field for each language, called by its own name."""
    return type(
        "InLanguages",
        (PlainForm,),
        {
            each: field(
                NATIVE_NAMES[each],
                validators=[Optional(), *validators],
                filters=[_trim],
                render_kw={"lang": TAG.get(each, each)},
            )
            for each in LANGUAGES
        },
    )


class TextsField(FormField):
    """A text in up to six languages; `texts` is what was given, by language.

    `missing` is said when none was; without it none is needed.
    """

    def __init__(self, label=None, *, most=300, long=False, missing=None, **kwargs):
        length = Length(max=most, message=_l("Use at most %(max)d characters."))
        form = _forms(TextAreaField if long else StringField, [length])
        super().__init__(form, label, **kwargs)
        self.type = "FormField"
        self.missing = missing

    @property
    def texts(self) -> dict[str, str]:
        """What was written, without the languages left empty."""
        return {name: text for name, text in self.form.data.items() if text}

    def validate(self, form, extra_validators=()):
        """Every text by itself, and that there is one where one is needed."""
        good = super().validate(form, extra_validators)
        if self.missing is not None and not self.texts:
            self.form.form_errors.append(self.missing)
            return False
        return good


class AddressesField(TextsField):
    """The address of a text in up to six languages."""

    def __init__(self, label=None, **kwargs):
        FormField.__init__(self, _forms(URLField, WEB_ADDRESS), label, **kwargs)
        self.type = "FormField"
        self.missing = None


def web_address(label, **more) -> URLField:
    """One address on the web, or none."""
    return URLField(label, validators=[Optional(), *WEB_ADDRESS], **more)
