"""What the forms of all sections share: answers as plain JSON values, hints, limits in words.

A draft may be saved incomplete: what came is stored, and the section counts as complete only
when its form is valid.
"""

from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.organizations.models import Organization
from engagement.web.base_form import Form
from engagement.web.fields import DateField

SHORT, LONG = 300, 3000


def text(label, missing=None, *, hint="", longest=LONG, least=1):
    """A free text, its limit told in words; optional unless `missing` says what to do."""
    kind = TextAreaField if longest > SHORT else StringField
    length = _l("Use between %(min)d and %(max)d characters.")
    if missing is None:
        length = _l("Use at most %(max)d characters.")
    return kind(
        label,
        description=hint,
        validators=[
            InputRequired(missing) if missing else Optional(),
            Length(min=least, max=longest, message=length),
        ],
    )


class SectionForm(Form):
    """A section's answers as plain JSON values."""

    organization: Organization | None = None
    """Whose section it is, for what depends on it; None where answers are only shown."""

    groups: tuple = ()
    """(heading, field names) where a form is long; names left out stand before the first."""

    in_short: tuple[str, ...] | None = None
    """Names of the fields that the short path asks; None where it asks them all."""

    details: tuple[str, ...] = ()
    """Fields that only some answers to another one call for: no questions of their own."""

    @property
    def grouped(self) -> list[tuple]:
        """(heading or None, fields) in the order of the page."""
        named = {name for _, names in self.groups for name in names}
        shown = [field for field in self if field.name not in {"csrf_token", "form_key"}]
        first = [field for field in shown if field.name not in named]
        rest = [
            (heading, [self[name] for name in names if name in self])
            for heading, names in self.groups
        ]
        rest = [(heading, fields) for heading, fields in rest if fields]
        return ([(None, first)] if first else []) + rest

    @property
    def unread(self) -> list:
        """Fields whose text could not be understood: a date, a number, a name."""
        return [field for field in self if field.process_errors]

    def to_answers(self, before: dict) -> dict:
        """Field name -> string, number, list of strings or None; dates as ISO text.

        What could not be read does not replace the answer it had `before`.
        """
        unread = {field.name for field in self.unread}
        return {
            name: before.get(name)
            if name in unread
            else value.isoformat()
            if isinstance(value, date)
            else value
            for name, value in self.answers().items()
        }

    @classmethod
    def again(cls, answers: dict, *, organization: Organization | None = None):
        """Stored answers as if they were typed today: what was right last year may not be now."""
        typed: MultiDict = MultiDict()
        for field in cls(formdata=None, meta={"csrf": False}):
            answer = answers.get(field.name)
            if isinstance(field, DateField) and answer:
                boxes = zip(("year", "month", "day"), answer.split("-"), strict=True)
                typed.update({f"{field.name}-{box}": digits for box, digits in boxes})
            else:
                typed.setlist(
                    field.name,
                    answer if isinstance(answer, list) else ["" if answer is None else str(answer)],
                )
        form = cls(formdata=typed, meta={"csrf": False})
        form.organization = organization
        return form

    @classmethod
    def of(cls, answers: dict, *, organization: Organization | None = None, **kwargs):
        """The form filled with stored answers; what was posted wins."""
        fresh = cls(formdata=None, meta={"csrf": False})
        data = {
            field.name: date.fromisoformat(answers[field.name])
            if isinstance(field, DateField) and answers.get(field.name)
            else answers.get(field.name)
            for field in fresh
            if field.name in answers
        }
        form = cls(data=data, **kwargs)
        form.organization = organization
        return form
