"""The applicant's pages beside the sections."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form
from engagement.web.name_fields import NameField


class StartForm(Form):
    """Begin, or do something that one button says."""


class DeclarationForm(Form):
    """Declare and submit: names the person who signs."""

    seen = HiddenField()
    """What the page showed, so that nobody signs what a colleague changed meanwhile."""
    declared_name = NameField(
        _l("Your full name, as the person who signs"),
        validators=[
            InputRequired(_l("Enter your full name.")),
            Length(max=200, message=_l("A name has at most 200 characters here.")),
        ],
    )
    declared = BooleanField(
        _l("I may act for the organization, and what is stated here is true."),
        validators=[InputRequired(_l("Tick the box to declare that what is stated is true."))],
    )
