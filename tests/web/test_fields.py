"""Fields of several features."""

from datetime import date

import pytest
from flask import g
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.widgets import Select

from engagement.web.fields import FOUNDING_YEARS, CountryField, DateField


class Places(Form):
    """One country not chosen yet, one that is."""

    empty = CountryField("Where")
    chosen = CountryField("Where", default="FR")


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
@pytest.mark.parametrize("given", [{}, {"required": False, "aria-describedby": "a-hint"}])
def test_the_list_of_countries_is_written_as_wtforms_writes_it(app, lang, given):
    with app.test_request_context(f"/{lang}/"):
        g.lang = lang
        for field in Places():
            assert str(field(**given)) == str(Select()(field, **given))


def test_of_two_readers_each_has_their_own_choice(app):
    with app.test_request_context("/en/"):
        g.lang = "en"
        first, second = Places(data={"empty": "KE"}), Places(data={"empty": "NE"})

        assert 'selected value="KE"' in first.empty()
        assert second.empty().count("selected") == 1


class Days(Form):
    """A day of our time, one of a founding."""

    due = DateField("Due")
    founded = DateField("Founded", years=FOUNDING_YEARS)


@pytest.mark.parametrize(
    ("typed", "due", "founded"),
    [
        ("27 3 2026", date(2026, 3, 27), date(2026, 3, 27)),
        ("٢٧ ٣ ٢٠٢٦", date(2026, 3, 27), date(2026, 3, 27)),
        ("24 10 1863", None, date(1863, 10, 24)),
        ("27 3 26", None, None),
        ("1 1 1", None, None),
        ("31 12 9999", None, None),
    ],
)
def test_a_year_that_somebody_types_is_one_of_our_calendar(app, typed, due, founded):
    parts = dict(zip(("day", "month", "year"), typed.split(), strict=True))
    sent = MultiDict(
        {f"{name}-{key}": value for name in ("due", "founded") for key, value in parts.items()}
    )
    with app.test_request_context("/en/"):
        form = Days(sent)
        form.validate()

        assert (form.due.data, form.founded.data) == (due, founded)
        assert bool(form.due.errors) == (due is None)
        assert [part.value for part in form.due.parts] == typed.split()
        if due is None:
            assert "in four digits, from 1900 to 2200" in str(form.due.errors[0])
