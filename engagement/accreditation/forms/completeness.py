"""Sending an application back: a note for each part that has to be completed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from engagement.accreditation.commands import MissingPart
from engagement.accreditation.tracks import Track
from engagement.web.base_form import Form

NOTE = Length(max=2000, message=_l("Use at most 2,000 characters."))


class ReturnForm(Form):
    """One box a section; an empty box means that nothing is missing there."""

    def parts(self) -> list[MissingPart]:
        """What was asked for."""
        return [
            MissingPart(section=name.removeprefix("section_"), note=value)
            for name, value in self.answers().items()
            if name.startswith("section_") and value
        ]

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
    }
    return type("ReturnFormOfTrack", (ReturnForm,), fields)
