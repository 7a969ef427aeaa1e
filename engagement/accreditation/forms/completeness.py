"""Sending an application back: a note for each part that has to be completed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from engagement.accreditation.commands import MissingPart
from engagement.accreditation.models import Cause
from engagement.accreditation.tracks import Track
from engagement.web.base_form import Form
from engagement.web.fields import options

DOCUMENTS = "documents"
"""The section that stands for all papers: they are returned one by one."""
CAUSES = [(key, words) for key, words in Cause.choices() if key != Cause.NOT_CERTIFIED]
"""To submit a photograph is enough (product 3.1)."""
NOTE = Length(max=2000, message=_l("Use at most 2,000 characters."))


class ReturnForm(Form):
    """One box a section, a cause and a note a paper; what is left empty is in order."""

    def parts(self) -> list[MissingPart]:
        """What was asked for."""
        answers = self.answers()
        sections = [
            MissingPart(section=name.removeprefix("section_"), note=value)
            for name, value in answers.items()
            if name.startswith("section_") and value
        ]
        documents = [
            MissingPart(
                document=name.removeprefix("cause_"),
                cause=Cause(value),
                note=answers[f"note_{name.removeprefix('cause_')}"] or "",
            )
            for name, value in answers.items()
            if name.startswith("cause_") and value
        ]
        return sections + documents

    def validate(self, extra_validators=None):
        """At least one part has to be named."""
        valid = super().validate(extra_validators)
        if valid and not self.parts():
            self.form_errors.append(
                _("Say of at least one part what has to be completed, or accept the application.")
            )
            return False
        return valid


def return_form(track: Track) -> type[ReturnForm]:
    """The form for the parts of a track."""
    fields = {
        f"section_{section.key}": TextAreaField(section.title, validators=[NOTE])
        for section in track.sections
        if section.key != DOCUMENTS
    }
    for paper in track.documents:
        fields[f"cause_{paper.key}"] = SelectField(
            paper.title, choices=options([("", _l("In order")), *CAUSES]), default=""
        )
        fields[f"note_{paper.key}"] = TextAreaField(_l("Note on this document"), validators=[NOTE])
    return type("ReturnFormOfTrack", (ReturnForm,), fields)
