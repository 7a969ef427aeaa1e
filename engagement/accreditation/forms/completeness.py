"""Checking what was sent: how each part was found, and what is asked for where it is wanting."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from engagement.accreditation.commands import MissingPart, PartCheck
from engagement.accreditation.models import Cause, CheckedPart
from engagement.accreditation.queries import FILE_PART, PAPER_PART, SECTION_PART, part_key
from engagement.web.base_form import Form
from engagement.web.fields import options

NOTE = Length(max=2000, message=_l("Use at most 2,000 characters."))
ORDER, COMPLETE = "order", "complete"
UNKNOWN = ("", _l("Not checked yet"))
IN_ORDER = (ORDER, _l("In order"))


@dataclass(frozen=True)
class Part:
    """A section, a file, or a paper of which nothing came; `requirement` is the paper's key."""

    kind: str
    name: str
    title: Any
    requirement: str | None = None
    choices: tuple = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """As it is stored."""
        return part_key(self.kind, self.name)

    @property
    def slug(self) -> str:
        """As its controls are named."""
        return f"{self.kind}_{self.name.replace('-', '')}"


def section_part(key: str, title) -> Part:
    """A section: in order, or to be completed with a note."""
    return Part(
        SECTION_PART, key, title, choices=(UNKNOWN, IN_ORDER, (COMPLETE, _l("To be completed")))
    )


def file_part(file_id, name: str, requirement: str, *, harmful: bool = False) -> Part:
    """A file: in order, or why it cannot stand; to submit a photograph is enough (product 3.1).

    One in which harmful software was found is not in order: it is asked for again.
    """
    if harmful:
        only = (Cause.HARMFUL.value, Cause.HARMFUL.label)
        return Part(FILE_PART, str(file_id), name, requirement, choices=(only,))
    others = (Cause.MISSING, Cause.NOT_CERTIFIED, Cause.HARMFUL)
    causes = [each for each in Cause.choices() if each[0] not in others]
    return Part(FILE_PART, str(file_id), name, requirement, choices=(UNKNOWN, IN_ORDER, *causes))


def paper_part(key: str, title) -> Part:
    """A paper of which nothing came: it can be asked for."""
    missing = (Cause.MISSING.value, Cause.MISSING.label)
    return Part(PAPER_PART, key, title, key, choices=(("", _l("Not asked for")), missing))


class CompletenessForm(Form):
    """For each part how it was found, and a note that the applicant reads."""

    parts_to_check: list[Part] = []

    def found(self) -> list[PartCheck]:
        """What was said of parts; nothing of those that were not looked at."""
        rows = []
        for part in self.parts_to_check:
            check, note = self[f"check_{part.slug}"].data, self[f"note_{part.slug}"].data or ""
            if check == ORDER:
                rows.append(PartCheck(part.key, in_order=True))
            elif check or note:
                cause = Cause(check) if check not in ("", COMPLETE) else None
                rows.append(PartCheck(part.key, in_order=False, cause=cause, note=note))
        return rows

    def asked(self) -> list[MissingPart]:
        """What the applicant has to complete."""
        by_key = {part.key: part for part in self.parts_to_check}
        return [missing_part(by_key[each.part], each) for each in self.found() if not each.in_order]

    def validate(self, extra_validators=None):
        """Nobody can complete what is not said."""
        valid = super().validate(extra_validators)
        for part in self.parts_to_check:
            check, note = self[f"check_{part.slug}"], self[f"note_{part.slug}"]
            if check.data == COMPLETE and not note.data:
                note.errors = [*note.errors, _("Say what has to be completed.")]
                valid = False
            if part.kind != SECTION_PART and note.data and not check.data:
                check.errors = [*check.errors, _("Choose what is wrong with it.")]
                valid = False
        return valid

    def asks_for_something(self) -> bool:
        """Whether a part is to be completed; otherwise the form says that none is."""
        if self.asked():
            return True
        self.form_errors.append(
            _("Say of at least one part what has to be completed, or accept the application.")
        )
        return False


def missing_part(part: Part, check: PartCheck) -> MissingPart:
    """What is asked for of a part that is not in order."""
    if part.kind == SECTION_PART:
        return MissingPart(section=part.name, note=check.note)
    return MissingPart(
        document=part.requirement,
        cause=check.cause,
        note=check.note,
        file=uuid.UUID(part.name) if part.kind == FILE_PART else None,
    )


def completeness_form(parts: list[Part], checks: dict[str, CheckedPart]) -> CompletenessForm:
    """The form for the parts of a submission, filled with what was found so far."""
    fields, saved = {}, {}
    for part in parts:
        fields[f"check_{part.slug}"] = SelectField(
            labelled(_("Is it in order?"), part.title), choices=options(part.choices), default=""
        )
        fields[f"note_{part.slug}"] = TextAreaField(
            labelled(_("Note to the applicant"), part.title), validators=[NOTE]
        )
        if check := checks.get(part.key):
            wanting = check.cause.value if check.cause else COMPLETE
            saved[f"check_{part.slug}"] = ORDER if check.in_order else wanting
            saved[f"note_{part.slug}"] = check.note
    form = type("CompletenessFormOfCase", (CompletenessForm,), fields)(data=saved)
    form.parts_to_check = parts
    return form


def labelled(words: str, title) -> Markup:
    """A label that names its part to those who do not see where it stands."""
    return Markup('{}<span class="visually-hidden"> – <bdi>{}</bdi></span>').format(words, title)
