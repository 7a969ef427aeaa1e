"""The form every form is made from: trims what was typed, carries CSRF token and one-time key."""

import uuid

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField

from engagement.web.messages import Translations
from engagement.web.quick_widgets import quicken


def _trim(value):
    return value.strip() if isinstance(value, str) else value


class Form(FlaskForm):
    """Forms name their fields; nothing else that is posted is read.

    `page_title` and the order of fields are the template's matter. `form_key` makes a second
    sending of the same page harmless, see `engagement.core.once`.
    """

    class Meta(FlaskForm.Meta):
        """Own wording for the libraries' messages; white space around answers is dropped."""

        def bind_field(self, form, unbound_field, options):
            """Add the trimming filter to every field that holds text; groups take none.

            Its control is written quickly.
            """
            if issubclass(unbound_field.field_class, (FieldList, FormField)):
                return unbound_field.bind(form=form, **options)
            options["filters"] = [*unbound_field.kwargs.get("filters", []), _trim]
            field = unbound_field.bind(form=form, **options)
            quicken(field)
            return field

        def get_translations(self, form):
            """Our own words first, see `engagement.web.messages`."""
            return Translations()

    form_key = HiddenField(default=lambda: str(uuid.uuid4()))

    @property
    def key(self) -> uuid.UUID | None:
        """The one-time key of this page, or None when it was tampered with."""
        try:
            return uuid.UUID(self.form_key.data or "")
        except ValueError:
            return None

    def answers(self) -> dict:
        """What was typed, by field name, without the technical fields."""
        return {
            name: value
            for name, value in self.data.items()
            if name not in {"csrf_token", "form_key"}
        }


def status_of(form) -> int:
    """The status of a page with a form: 422 when it was sent with errors, else 200."""
    return 422 if form.is_submitted() else 200
