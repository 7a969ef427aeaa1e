"""A list of people to be invited."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from engagement.web.base_form import Form


class InvitationsForm(Form):
    """A CSV file or a workbook."""

    file = FileField(
        _l("List of people"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".csv,.xlsx,text/csv"},
    )


class ConfirmInvitationsForm(Form):
    """The list that was checked, as it was sent: what follows from it is worked out again."""

    content = HiddenField()
