"""Lists to choose from are written as WTForms writes them."""

import pytest
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import Select

from engagement.web.base_form import Form
from engagement.web.select import QuickSelect

CHOICES = [
    SelectChoice(value="", label=_l("Choose…")),
    SelectChoice(value="a\"<b>&'", label="Côte d’Ivoire <b> & \"'"),
    SelectChoice(value=7, label=""),
    SelectChoice(value="x", label="With attributes", render_kw={"data_one": '"', "disabled": True}),
]


class Choosing(Form):
    """One list for one answer, one for several."""

    one = SelectField("One", choices=CHOICES)
    several = SelectMultipleField("Several", choices=CHOICES)


@pytest.mark.parametrize(
    "data", [{"one": "a\"<b>&'", "several": ["x", "7"]}, {"one": "7", "several": []}]
)
def test_a_list_is_written_as_by_wtforms(app, data):
    with app.test_request_context("/en/"):
        form = Choosing(data=data)
        for field in (form.one, form.several):
            assert type(field.widget) is QuickSelect
            as_by_wtforms = Select(multiple=field.widget.multiple)(field, class_="wide")
            assert field(class_="wide") == as_by_wtforms
            assert as_by_wtforms.count("<option ") == len(CHOICES)
