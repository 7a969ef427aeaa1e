"""The columns that staff choose for a list of registrations: what stands in each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from engagement.core.countries import country
from engagement.core.permissions import Actor
from engagement.core.text import NATIVE_NAMES, Labelled, text_in
from engagement.meetings.models import Meeting, Question, QuestionKind
from engagement.meetings.queries.staff_list import Listed
from engagement.meetings.queries.standing import Standing
from engagement.web.i18n import bdi_text, country_name, format_date_time, label, language

QUESTION = "question-"


@dataclass(frozen=True)
class Column:
    """A column: `value` reads a row; what is a plain str somebody wrote, `words` are our own."""

    key: str
    label: Any
    value: Callable[[Listed, Actor], Any]


class Words(str):
    """A text of ours, in the page's language."""


def _age(row, actor):
    if row.age_band is None:
        return None
    return Words(_("Under 18") if row.is_minor else _("18 or older"))


def _yes_no(value):
    return None if value is None else Words(_("Yes") if value else _("No"))


def _body(row, actor):
    return row.organization_name or row.represents


def _region(row, actor):
    place = country(row.country)
    return place.region if place else None


def _email(row, actor):
    return row.email if row.shows_contact_to(actor) else None


def _standing(row, actor):
    return row.standing if row.standing is not Standing.ACCREDITED else None


FIXED = (
    Column("reference", _l("Reference"), lambda row, actor: row.reference),
    Column("number", _l("Number"), lambda row, actor: row.number),
    Column("name", _l("Name"), lambda row, actor: row.name),
    Column("email", _l("E-mail address"), _email),
    Column("body", _l("Body or organization"), _body),
    Column("standing", _l("Standing of the organization"), _standing),
    Column("group", _l("Major Group"), lambda row, actor: row.major_group),
    Column(
        "country",
        _l("Country or area"),
        lambda row, actor: Words(country_name(row.country)) if row.country else None,
    ),
    Column("region", _l("Region"), _region),
    Column("category", _l("Category"), lambda row, actor: row.kind),
    Column("state", _l("State"), lambda row, actor: row.state),
    Column("position", _l("Position"), lambda row, actor: row.position),
    Column("mode", _l("Mode"), lambda row, actor: row.mode),
    Column("language", _l("Language"), lambda row, actor: Words(NATIVE_NAMES[row.language])),
    Column("function", _l("Function in the delegation"), lambda row, actor: row.function),
    Column("relation", _l("Relation to the body"), lambda row, actor: row.relation),
    Column("age", _l("Age"), _age),
    Column("first_time", _l("First time"), lambda row, actor: _yes_no(row.first_time)),
    Column("submitted", _l("Submitted"), lambda row, actor: row.submitted_at),
    Column("confirmed", _l("Confirmed"), lambda row, actor: row.confirmed_at),
    Column("offered", _l("Offered until"), lambda row, actor: row.offered_until),
)
USUAL = ("number", "name", "body", "group", "country", "category", "state")


def columns_of(meeting: Meeting) -> list[Column]:
    """All columns that can be chosen for a meeting, its own questions at the end."""
    asked = [each for each in meeting.registers_at.questions if each.kind is not QuestionKind.FILE]
    return [*FIXED, *map(_of_question, asked)]


def chosen_columns(columns: Iterable[Column], asked: str | None) -> list[Column]:
    """The columns named in `asked`, by key with commas between, in our order; the usual ones else.

    Who a row is about always stands there: the reference, or the name.
    """
    columns = list(columns)
    keys = set((asked or "").split(","))
    found = [each for each in columns if each.key in keys]
    return found or [each for each in columns if each.key in USUAL]


def _of_question(question: Question) -> Column:
    """Answers stand there for whom the page of a registration shows them, as contacts do.

    What is needed of the question is read at once: a file is sent when the session has ended.
    """
    key, kind = str(question.id), question.kind
    texts = {each["key"]: text_in(each["text"], language())[0] for each in question.choices}

    def value(row, actor):
        answer = row.answers.get(key) if row.shows_contact_to(actor) else None
        if answer is None:
            return None
        if kind is QuestionKind.YES_NO:
            return _yes_no(answer == "yes")
        return texts.get(answer, answer)

    return Column(QUESTION + key, text_in(question.text, language())[0], value)


def shown(value: Any, zone: str) -> Markup | str:
    """A value in a page; `zone` is that of the meeting."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return format_date_time(value, zone)
    if isinstance(value, Labelled):
        return label(value)
    return escape(value) if isinstance(value, Words | int) else bdi_text(value)


def written(value: Any, zone: str) -> Any:
    """A value in a file: instants in the zone of the meeting, which their head names."""
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(zone))
        return f"{local:%Y-%m-%d %H:%M}"
    if isinstance(value, Labelled):
        return label(value)
    return str(value) if isinstance(value, Words) else value
