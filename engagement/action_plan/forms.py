"""Pages of programme officers: an update, a file, a note, the address of a record."""

import re

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from engagement.action_plan import queries
from engagement.action_plan.commands import Report
from engagement.action_plan.models import ProgressUpdate, Status
from engagement.core.text import NATIVE_NAMES
from engagement.documents.file_types import EXTENSIONS
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options

ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}", re.IGNORECASE)
MOST_LINKS = 10
SHORT = Length(max=2000, message=_l("Use at most 2,000 characters."))


class UpdateForm(Form):
    """What is reported of an action for a period."""

    status = LabelledField(
        _l("How far is the action?"), Status, missing=_l("Choose how far the action is.")
    )
    period_from = DateField(
        _l("First day of the period"), validators=[InputRequired(_l("Enter the first day."))]
    )
    period_to = DateField(
        _l("Last day of the period"), validators=[InputRequired(_l("Enter the last day."))]
    )
    language = SelectField(
        _l("Language of the text"), choices=options(NATIVE_NAMES.items()), default="en"
    )
    text = TextAreaField(
        _l("What was done, and what came of it"),
        validators=[
            InputRequired(_l("Write what was done and what came of it.")),
            Length(max=4000, message=_l("Use at most 4,000 characters.")),
        ],
    )
    links = TextAreaField(_l("Evidence on the web"))

    def validate_links(self, control):
        """Each line is a whole address."""
        lines = self.addresses()
        if len(lines) > MOST_LINKS:
            raise ValidationError(_l("Give at most ten addresses."))
        if not all(ADDRESS.fullmatch(line) for line in lines):
            raise ValidationError(
                _l("Write one whole address a line, for example https://example.org/report.")
            )

    def validate(self, extra_validators=None):
        """A period that the rule refuses is told at its last day."""
        valid = super().validate(extra_validators)
        if self.period_from.errors or self.period_to.errors:
            return valid
        fault = queries.unfit_period(self.period_from.data, self.period_to.data)
        if fault is not None:
            self.period_to.errors = [*self.period_to.errors, fault]
        return valid and fault is None

    def addresses(self) -> list[str]:
        """The lines that hold something."""
        return [line.strip() for line in (self.links.data or "").splitlines() if line.strip()]

    def report(self) -> Report:
        """What was typed, as the command takes it."""
        return Report(
            status=Status(self.status.data),
            language=self.language.data,
            text=self.text.data,
            period_from=self.period_from.data,
            period_to=self.period_to.data,
            links=self.addresses(),
        )


def filled(update: ProgressUpdate) -> dict:
    """What an update says, as the form's data."""
    return {
        "status": update.status.value,
        "language": update.language,
        "text": update.text,
        "period_from": update.period_from,
        "period_to": update.period_to,
        "links": "\n".join(update.links),
    }


class FileForm(Form):
    """A file of evidence."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )


class ReturnForm(Form):
    """What has to be changed before the update can be published."""

    note = TextAreaField(
        _l("What has to be changed?"),
        validators=[InputRequired(_l("Say what has to be changed.")), SHORT],
    )


class WithdrawForm(Form):
    """Why a published update is taken out of force."""

    reason = TextAreaField(
        _l("Why is it withdrawn?"),
        validators=[InputRequired(_l("Say why it is withdrawn; everybody can read it.")), SHORT],
    )


class LinkForm(Form):
    """The address of a record's page."""

    address = StringField(
        _l("Address of the record’s page"),
        validators=[
            InputRequired(_l("Copy the address of the record’s page here.")),
            Length(max=500, message=_l("Use at most 500 characters.")),
        ],
    )
