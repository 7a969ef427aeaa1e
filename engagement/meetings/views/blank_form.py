"""The fields of a registration: written once for all who have written nothing yet.

In the last hour thousands open the same form. What stands in it depends on the meeting, the
category, the language and the States for which somebody acts; it is kept until anything about
meetings changes.
"""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from engagement.core.versions import KeptByKey
from engagement.meetings.commands.keeping import AREA
from engagement.meetings.forms.registering import RegistrationForm, condition_of, form_of
from engagement.meetings.models import Category
from engagement.meetings.queries.papers import asks_papers
from engagement.web.i18n import language

MOST = 200
"""Forms that a process keeps: some meetings, each with some categories, in six languages."""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """What is kept of a form: nothing of it is about a person."""

    fields: Markup
    papers: bool
    """Whether a document is asked for, see `asks_papers`."""


_kept: KeptByKey[BlankForm] = KeptByKey(AREA, most=MOST)


def blank_form(category: Category, states: tuple[str, ...]) -> BlankForm:
    """The form before anything is written; without the name and the form's keys."""
    return _kept.get(
        (language(), category.id, states),
        lambda: BlankForm(fields(form_of(category, states=states)), asks_papers(category)),
    )


def fields(form: RegistrationForm) -> Markup:
    """The fields with what was written in them."""
    written = render_template(
        "meetings/_registration_fields.html",
        form=form,
        meeting=form.category.meeting,
        conditions={each.id: condition_of(each) for each in form.questions},
    )
    return Markup(written)
