"""Fields of several features."""

import pytest
from flask import g
from wtforms import Form
from wtforms.widgets import Select

from engagement.web.fields import CountryField


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
