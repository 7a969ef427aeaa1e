"""The consent to stand in the list of participants."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from engagement.web.base_form import Form


class ListingForm(Form):
    """Whether one is named."""

    listed = BooleanField(
        _l("My name stands in the public list of participants, with the body for which I come")
    )


class PublishForm(Form):
    """Nothing but the button and the one-time key."""
