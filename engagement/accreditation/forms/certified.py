"""What was seen of the certified copies of a case's papers."""

import uuid
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from engagement.accreditation.commands import CopyNote
from engagement.accreditation.forms.completeness import labelled
from engagement.accreditation.models import CertifiedCopy, CopySeen
from engagement.core.clock import today
from engagement.web.base_form import Form
from engagement.web.fields import DateField, options

NOTE = Length(max=2000, message=_l("Use at most 2,000 characters."))
UNKNOWN = ("", _l("Photograph or scan only"))
BACK = "back"
"""The choice that takes a record back; that nothing is chosen changes nothing."""


class CopiesForm(Form):
    """For each paper how its certified copy was seen, on which day, and a note."""

    papers: list[str] = []

    def notes(self) -> list[CopyNote]:
        """What is to be recorded; nothing of papers of which nothing was chosen."""
        return [
            self._note(key, self[f"copy_{key}"].data)
            for key in self.papers
            if self[f"copy_{key}"].data
        ]

    def _note(self, key: str, chosen: str) -> CopyNote:
        note = self[f"note_{key}"].data or ""
        if chosen == BACK:
            return CopyNote(key, None)
        if chosen == CopySeen.ON_PAPER:
            return CopyNote(key, CopySeen.ON_PAPER, seen_on=self[f"seen_on_{key}"].data, note=note)
        if chosen == CopySeen.WAIVED:
            return CopyNote(key, CopySeen.WAIVED, note=note)
        return CopyNote(key, CopySeen.FILE, file=uuid.UUID(chosen), note=note)

    def validate(self, extra_validators=None):
        """Paper has a day that is not to come, a waiver has a reason."""
        valid = super().validate(extra_validators)
        nothing = not self.notes()
        for place, key in enumerate(self.papers):
            chosen, day, note = (self[f"{part}_{key}"] for part in ("copy", "seen_on", "note"))
            if chosen.data == CopySeen.ON_PAPER and not day.errors and not day.data:
                day.errors = [_("Enter the day on which you saw the copy on paper.")]
                valid = False
            if day.data and day.data > today():
                day.errors = [*day.errors, _("The day cannot be in the future.")]
                valid = False
            if chosen.data == CopySeen.WAIVED and not note.data:
                note.errors = [*note.errors, _("Say why no certified copy is needed.")]
                valid = False
            if not chosen.data and (day.data or note.data or (nothing and place == 0)):
                chosen.errors = [*chosen.errors, _("Choose how you have seen the certified copy.")]
                valid = False
        return valid


def copies_form(
    files: dict[str, list[tuple[str, str]]],
    titles: dict[str, Any],
    recorded: dict[str, CertifiedCopy],
) -> CopiesForm:
    """The form for the papers in `files`: by key, the id and the name of each file sent of it.

    Filled with what was `recorded` so far.
    """
    fields, saved = {}, {}
    for key, sent in files.items():
        row = recorded.get(key)
        first = UNKNOWN if row is None else (BACK, _l("Photograph or scan only, after all"))
        fields[f"copy_{key}"] = SelectField(
            labelled(_("What have you seen of it?"), titles[key]),
            choices=options(
                [
                    first,
                    *(
                        (id, _("This file is the certified copy: %(name)s", name=name))
                        for id, name in sent
                    ),
                    (CopySeen.ON_PAPER.value, _l("I have seen the certified copy on paper")),
                    (CopySeen.WAIVED.value, _l("No certified copy is needed here")),
                ]
            ),
            default="",
        )
        fields[f"seen_on_{key}"] = DateField(labelled(_("Seen on paper on"), titles[key]))
        fields[f"note_{key}"] = TextAreaField(labelled(_("Note"), titles[key]), validators=[NOTE])
        if row:
            saved[f"copy_{key}"] = str(row.file_id) if row.file_id else row.seen.value
            saved[f"seen_on_{key}"] = row.seen_on
            saved[f"note_{key}"] = row.note
    form = type("CopiesFormOfCase", (CopiesForm,), fields)(data=saved)
    form.papers = list(files)
    return form
