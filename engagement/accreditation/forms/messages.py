"""Messages of a case and notes of staff."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.web.base_form import Form

LENGTH = Length(max=5000, message=_l("Use at most 5,000 characters."))


class MessageForm(Form):
    """A message to the other side."""

    text = TextAreaField(
        _l("Your message"), validators=[InputRequired(_l("Write your message first.")), LENGTH]
    )


class NoteForm(Form):
    """Something for colleagues."""

    note = TextAreaField(
        _l("Note for colleagues"), validators=[InputRequired(_l("Write the note first.")), LENGTH]
    )
