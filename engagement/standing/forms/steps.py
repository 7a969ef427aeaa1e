"""Forms that steps of several nouns share: one file, reasons, one button."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.documents.file_types import EXTENSIONS
from engagement.web.base_form import Form

LONG = Length(max=8000, message=_l("Use at most 8,000 characters."))
SHORT = Length(max=2000, message=_l("Use at most 2,000 characters."))
NOTE = Length(max=400, message=_l("Use at most 400 characters."))


class PaperForm(Form):
    """One file."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )


class ReasonForm(Form):
    """Why something is done: told to the organization where the page says so."""

    reason = TextAreaField(
        _l("Reasons"), validators=[InputRequired(_l("Give the reasons.")), SHORT]
    )


class ConfirmForm(Form):
    """One button."""
