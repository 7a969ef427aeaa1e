"""Controls are written as WTForms writes them."""

import pytest
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, RadioInput, Select, TextInput, html_params

from engagement.web.base_form import Form
from engagement.web.quick_widgets import QuickSelect, attributes

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


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"id": "a", "value": "a\"<b>&'", "required": True, "maxlength": False, "size": 7},
        {"class_": "wide", "data_two_words": "x", "aria_described_by": "y", "aria-invalid": "true"},
        {"value": Markup('<b title="x">'), "placeholder": " ", "name": _l("Choose…"), "max": None},
    ],
)
def test_attributes_are_written_as_by_wtforms(app, given):
    with app.test_request_context("/en/"):
        assert attributes(**given) == html_params(**given)


class Answering(Form):
    """One control of each kind."""

    name = StringField("Name", validators=[InputRequired(), Length(max=20)])
    agreed = BooleanField("Agreed", validators=[InputRequired()])
    one = RadioField("One", choices=CHOICES, validators=[InputRequired()])


@pytest.mark.parametrize(
    "data", [{"name": "a\"<b>&'", "agreed": True, "one": "7"}, {"name": None, "agreed": False}]
)
def test_inputs_are_written_as_by_wtforms(app, monkeypatch, data):
    ties = {"aria-describedby": "name-hint", "aria-invalid": False}
    with app.test_request_context("/en/"):
        form = Answering(data=data)
        controls = [form.name, form.agreed, *form.one]
        assert len(controls) == 2 + len(CHOICES)
        quick = [each(**ties) for each in controls]
        for each in (TextInput, CheckboxInput, RadioInput):
            assert all(one.widget.html_params is attributes for one in controls)
            monkeypatch.setattr(each, "__call__", _as_by_wtforms(each.__call__))
        assert quick == [each(**ties) for each in controls]


def _as_by_wtforms(call):
    """The widget's own way, with the attributes that WTForms would write."""

    def slow(self, field, **kwargs):
        widget = type(self)()
        assert widget.html_params is html_params
        return call(widget, field, **kwargs)

    return slow
