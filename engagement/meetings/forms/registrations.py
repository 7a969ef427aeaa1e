"""Acts on one registration: leave, ask for a change, send a document; what officers decide."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from engagement.documents.file_types import EXTENSIONS
from engagement.meetings.forms.registering import (
    OF_A_BODY,
    SHORT,
    age_field,
    mode_field,
    represents_field,
)
from engagement.meetings.models import AgeBand, Mode, Registration
from engagement.web.base_form import Form
from engagement.web.fields import options

HOURS = (24, 48, 72)


class ConfirmForm(Form):
    """One button."""


class PaperForm(Form):
    """One document."""

    file = FileField(
        _l("Document"),
        validators=[FileRequired(_l("Choose a document."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )


class ReasonForm(Form):
    """Why something is done; the person reads it."""

    reason = TextAreaField(
        _l("Reason"),
        validators=[
            DataRequired(_l("Give the reason.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class RefuseChangeForm(Form):
    """Why a change is refused; a name of its own, since it stands beside another reason."""

    refusal = TextAreaField(
        _l("Reason against the change"),
        validators=[
            DataRequired(_l("Give the reason.")),
            Length(max=2000, message=_l("Use at most 2,000 characters.")),
        ],
    )


class ExtendForm(Form):
    """How much longer a place is kept."""

    hours = RadioField(
        _l("How much longer?"),
        choices=options((str(each), _l("%(num)d hours", num=each)) for each in HOURS),
        validators=[InputRequired(_l("Choose how much longer."))],
    )


class ChangeForm(ReasonForm):
    """Who comes, for whom and how, as it is to be; built by `change_form_of`."""

    def wanted(self) -> dict[str, Any]:
        """What is wanted, by the names of `changing.IDENTITY`."""
        wanted: dict[str, Any] = {"name": self["name"].data}
        for name in ("email", "represents"):
            if name in self:
                wanted[name] = self[name].data
        if "age_band" in self:
            wanted["age_band"] = AgeBand(self["age_band"].data)
        if "mode" in self:
            wanted["mode"] = Mode(self["mode"].data)
        return wanted


def change_form_of(registration: Registration, *, nominator: bool) -> ChangeForm:
    """The form of a registration. Only who nominated can let somebody else come."""
    meeting, kept = registration.meeting, {"name": registration.name}
    parts: dict[str, Any] = {
        "name": StringField(
            _l("Full name"), validators=[DataRequired(_l("Enter the name.")), SHORT]
        ),
        "age_band": age_field(meeting.youngest),
    }
    kept["age_band"] = registration.age_band.value if registration.age_band else None
    if nominator:
        parts["email"] = EmailField(
            _l("E-mail address"),
            validators=[
                DataRequired(_l("Enter the e-mail address.")),
                Email(_l("Enter an e-mail address such as name@example.org.")),
            ],
        )
        kept["email"] = registration.email
    if registration.category.kind in OF_A_BODY:
        parts["represents"] = represents_field()
        kept["represents"] = registration.represents
    if len(meeting.modes) > 1:
        parts["mode"] = mode_field(meeting.modes)
        kept["mode"] = registration.mode.value
    return type("ChangeFormOfRegistration", (ChangeForm,), parts)(data=kept)
