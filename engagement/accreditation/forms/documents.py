"""Sending one document, and saying what it is."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length, Optional

from engagement.accreditation.evidence import Means
from engagement.documents.file_types import EXTENSIONS
from engagement.web.base_form import Form
from engagement.web.fields import options

USUAL = "usual"


class DocumentForm(Form):
    """A file, the paper it stands for where there is a choice, and a note."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )
    means = RadioField(
        _l("What do you send?"),
        default=USUAL,
        validators=[Optional()],
        validate_choice=False,
    )
    note = TextAreaField(
        _l("Note on this document"),
        description=_l("For example which pages it has, or why a paper looks different."),
        validators=[Length(max=1000, message=_l("Use at most 1,000 characters."))],
    )

    def offer(self, usual, accepted: list[Means]) -> "DocumentForm":
        """Let the person choose between the usual paper and what is accepted instead of it."""
        if accepted:
            self.means.choices = options(
                [(USUAL, usual), *((means.key, means.title) for means in accepted)]
            )
        else:
            del self.means
        return self

    @property
    def chosen_means(self) -> str | None:
        """The key of the other means, or None for the usual paper."""
        chosen = self.means.data if self.means is not None else None
        return None if chosen in (None, "", USUAL) else chosen


class RemoveForm(Form):
    """Remove a document, said by one button."""
