"""A list of who was in a session, and what officers say of lines that were not recognised."""

import base64
import binascii
from collections.abc import Iterable

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from engagement.meetings.attendance_lists import Stay
from engagement.web.base_form import Form
from engagement.web.fields import options

UTC = "UTC"
LINE = "line-"
MOST_CORRECTED = 100
"""Lines that one page asks about; the rest are in the file."""


class AttendanceListForm(Form):
    """A CSV file or a workbook, and by which clocks its times are."""

    file = FileField(
        _l("Attendance list"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".csv,.xlsx,text/csv"},
    )
    zone = RadioField(
        _l("Times in the list are"),
        choices=[],
        validators=[InputRequired(_l("Choose by which clocks the times are."))],
    )

    @classmethod
    def of(cls, zone: str, city: str, **more) -> "AttendanceListForm":
        """The form for a meeting in a zone, by whose clocks times are unless told otherwise."""
        form = cls(data={"zone": zone}, **more)
        form.zone.choices = options(
            [
                (zone, _l("by the clocks of the meeting (%(city)s)", city=city)),
                (UTC, _l("in Coordinated Universal Time (UTC)")),
            ]
        )
        return form


class CheckedListForm(Form):
    """The list that was checked, as it was sent: what follows from it is worked out again."""

    content = HiddenField()
    zone = HiddenField()

    @property
    def file(self) -> bytes | None:
        """What was sent; None for what is none."""
        try:
            return base64.b64decode(self.content.data or "", validate=True)
        except (binascii.Error, ValueError):
            return None

    @classmethod
    def holding(cls, content: bytes, zone: str) -> "CheckedListForm":
        """The form that carries a list on."""
        form = cls(formdata=None)
        form.content.data, form.zone.data = base64.b64encode(content).decode(), zone
        return form


class CorrectionsForm(Form):
    """Numbers of registrations, written beside lines."""


def corrections(numbers: Iterable[int]) -> dict[int, str]:
    """What was written beside these lines, in the fields `line-7`."""
    written = {each: request.form.get(f"{LINE}{each}", "").strip()[:100] for each in numbers}
    return {number: text for number, text in written.items() if text}


def correct(stays: Iterable[Stay]) -> dict[int, str]:
    """Put what was written beside lines into them, before they are recognised; what it was."""
    by_number = {each.number: each for each in stays}
    written = corrections(by_number)
    for number, text in written.items():
        by_number[number].cells = by_number[number].cells | {"registration": text}
        if by_number[number].problem == "nobody":
            by_number[number].problem = None
    return written
