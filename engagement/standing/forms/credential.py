"""Showing a credential to be checked, and taking one."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Optional

from engagement.signing.tokens import LONGEST
from engagement.web.base_form import Form

NOT_READ = _l("This file is no credential: choose the file as it was downloaded.")


class CredentialForm(Form):
    """The text of a credential, pasted or as a file."""

    text = TextAreaField(_l("Text of the credential"), validators=[Optional()])
    file = FileField(_l("Or its file"), validators=[Optional()])

    shown: str = ""
    """The text that is to be checked, once the form is valid."""

    def validate(self, extra_validators=None) -> bool:
        """One of the two must be there; the text that was pasted wins."""
        if not super().validate(extra_validators):
            return False
        self.shown = self.text.data or ""
        if not self.shown and self.file.data:
            content = self.file.data.read(LONGEST + 1)
            try:
                self.shown = content.decode("ascii")
            except UnicodeDecodeError:
                self.file.errors = [NOT_READ]
                return False
        if not self.shown.strip():
            self.text.errors = [_l("Paste the text of a credential, or choose its file.")]
            return False
        return True
