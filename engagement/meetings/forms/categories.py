"""Who may register: several categories at once, one of them, quotas."""

from datetime import time, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, NumberRange, Optional

from engagement.bodies.models import Mode
from engagement.core.clock import now
from engagement.core.deadlines import beginning_of_minute, end_of_minute, last_minute
from engagement.core.major_groups import MajorGroup
from engagement.meetings.commands.categories import CategoryData
from engagement.meetings.commands.quotas import QuotaData
from engagement.meetings.forms.hours import HoursForm
from engagement.meetings.forms.meetings import clock, day, parts_of
from engagement.meetings.models import (
    ApprovalRule,
    Category,
    CategoryKind,
    Meeting,
    QuotaScope,
)
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options
from engagement.web.language_fields import TextsField
from engagement.web.number_fields import WholeNumberField

MOST_PLACES = 10_000_000
BEFORE = timedelta(days=1)
"""How long before the meeting registration usually closes: by the end of the day before."""


def places_field(label):
    """A number of places, or nothing for as many as come."""
    return WholeNumberField(label, most=MOST_PLACES, validators=[Optional()])


class WindowForm(HoursForm):
    """When registration opens and closes, by the clocks of the meeting."""

    HOURS = (("opens_day", "opens_clock"), ("closes_day", "closes_clock"))

    opens_day = day(_l("Opens on"), _l("Enter the day on which registration opens."))
    opens_clock = clock(_l("Opens at"), _l("Enter the hour at which registration opens."))
    closes_day = day(_l("Closes on"), _l("Enter the last day of registration."))
    closes_clock = clock(
        _l("Closes at the end of this minute"), _l("Enter the last minute, for example 23:59.")
    )

    def window(self, zone: str) -> dict:
        """Both instants; the last minute counts whole."""
        return {
            "opens_at": beginning_of_minute(self.opens_day.data, self.opens_clock.data, zone),
            "closes_at": end_of_minute(self.closes_day.data, self.closes_clock.data, zone),
        }


def window_of(opens_at, closes_at, zone) -> dict:
    """The fields of a window that is stored."""
    opens, closes = parts_of(opens_at, zone), parts_of(last_minute(closes_at), zone)
    return dict(
        zip(
            ("opens_day", "opens_clock", "closes_day", "closes_clock"),
            (*opens, *closes),
            strict=True,
        )
    )


def kind_form(kinds) -> type[PlainForm]:
    """A tick and a number of places for each kind."""
    fields = {}
    for kind in kinds:
        fields[kind.value] = BooleanField(kind.label)
        fields[f"{kind.value}_places"] = places_field(_l("Places for %(kind)s", kind=kind.label))
    return type("KindsForm", (PlainForm,), fields)


def categories_form(kinds: list[CategoryKind], **more):
    """The form that adds some of `kinds` in one window."""

    def places(form) -> dict[CategoryKind, int | None]:
        data = form.kinds.form.data
        numbers = {kind: data[f"{kind.value}_places"] for kind in kinds}
        return {
            kind: number
            for kind, number in numbers.items()
            if data[kind.value] or number is not None
        }

    fields = {"kinds": FormField(kind_form(kinds), _l("Who may register?")), "places": places}
    return type("CategoriesForm", (WindowForm,), fields)(**more)


class CategoryForm(WindowForm):
    """One category."""

    places = places_field(_l("Places"))
    approval = LabelledField(
        _l("Who lets people in?"), ApprovalRule, missing=_l("Choose who lets people in.")
    )
    papers = BooleanField(_l("A letter or another paper is asked for"))
    legal_basis = TextsField(_l("By what rule do they take part?"), most=1000, long=True)

    def category(self, zone: str) -> CategoryData:
        """What was entered."""
        return CategoryData(
            **self.window(zone),
            places=self.places.data,
            approval=ApprovalRule(self.approval.data),
            legal_basis=self.legal_basis.texts,
            papers=self.papers.data,
        )

    @classmethod
    def of(cls, category: Category, **more) -> "CategoryForm":
        """The form filled with what is stored; what was posted wins."""
        kept = {name: getattr(category, name) for name in ("places", "papers", "legal_basis")}
        kept["approval"] = category.approval.value
        window = window_of(category.opens_at, category.closes_at, category.meeting.zone)
        return cls(clocks=category.meeting.zone, data=kept | window, **more)


class QuotaForm(Form):
    """At most so many for each, or in all."""

    places = WholeNumberField(
        _l("At most so many places"),
        most=MOST_PLACES,
        validators=[InputRequired(_l("Enter how many there can be.")), NumberRange(0)],
    )
    scope = LabelledField(_l("For whom?"), QuotaScope, missing=_l("Choose for whom it counts."))
    group = SelectField(
        _l("Only this Major Group"),
        choices=lambda: options([("", _l("Every Major Group")), *MajorGroup.choices()]),
    )
    category = SelectField(_l("In which category?"))
    mode = SelectField(_l("In which way of taking part?"))

    def offer(self, meeting: Meeting) -> "QuotaForm":
        """Let a category and a way of this meeting be chosen."""
        kinds = [(str(each.id), each.kind.label) for each in meeting.categories]
        modes = [(each.value, each.label) for each in meeting.modes]
        self.category.choices = options([("", _l("All together")), *kinds])
        self.mode.choices = options([("", _l("Both together")), *modes])
        return self

    def quota(self, meeting: Meeting) -> QuotaData:
        """What was entered."""
        categories = {str(each.id): each.id for each in meeting.categories}
        return QuotaData(
            scope=QuotaScope(self.scope.data),
            places=self.places.data,
            category_id=categories.get(self.category.data),
            major_group=MajorGroup(self.group.data) if self.group.data else None,
            mode=Mode(self.mode.data) if self.mode.data else None,
        )


def usual_window(meeting: Meeting) -> dict:
    """From today on until the end of the day before the meeting begins."""
    opens_day, _hour = parts_of(now(), meeting.zone)
    closes_day, _hour = parts_of(meeting.starts_at - BEFORE, meeting.zone)
    return {
        "opens_day": opens_day,
        "opens_clock": time(0, 0),
        "closes_day": max(closes_day, opens_day),
        "closes_clock": time(23, 59),
    }
