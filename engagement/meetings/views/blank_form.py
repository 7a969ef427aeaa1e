"""The fields of a registration: written once for all who have written nothing yet.

In the last hour thousands open the same form. What stands in it depends on the meeting, the
category, the language and the States for which somebody acts; it is kept until anything about
meetings changes.
"""

from flask import render_template
from markupsafe import Markup

from engagement.core import versions
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.forms.registering import RegistrationForm, condition_of, form_of
from engagement.meetings.models import Category
from engagement.web.i18n import language

MOST = 200
"""Forms that a process keeps: some meetings, each with some categories, in six languages."""

_kept: dict[tuple, tuple[int, Markup]] = {}


def blank_fields(category: Category, states: tuple[str, ...]) -> Markup:
    """The fields as they stand before anything is written; without the name and the form's keys."""
    key, current = (language(), category.id, states), versions.number(AREA)
    held = _kept.get(key)
    if held is None or held[0] != current:
        if len(_kept) >= MOST:
            _kept.clear()
        held = _kept[key] = (current, fields(form_of(category, states=states)))
    return held[1]


def fields(form: RegistrationForm) -> Markup:
    """The fields with what was written in them."""
    written = render_template(
        "meetings/_registration_fields.html",
        form=form,
        meeting=form.category.meeting,
        conditions={each.id: condition_of(each) for each in form.questions},
    )
    return Markup(written)
