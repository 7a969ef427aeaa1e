"""Who registered for a meeting and who took part, in figures that tell about nobody (product 2.1).

Four measures, each part of the one before. What can be subtracted counts as shown: how many did
not come follows from two of them. So what is looked at are the differences, in all and in each
group; a measure or a group that would tell of fewer than five is left out, and so is another one
where it would follow. Groups of people who come for Major Groups divide one category, and are
shown where that category is. Those under 18 are in no figure of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, select

from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.small_numbers import FEWEST_IN_CELL, shown_groups
from engagement.core.text import Labelled
from engagement.meetings.models import (
    CONFIRMED,
    YOUTH_BANDS,
    AgeBand,
    Category,
    CategoryKind,
    Gender,
    Meeting,
    MeetingState,
    Registration,
)
from engagement.meetings.queries import attendance
from engagement.meetings.queries.control import region_of
from engagement.meetings.queries.meetings import is_over
from engagement.organizations.models import Organization


class Measure(Labelled):
    """What is counted, each part of the one before."""

    REGISTERED = "registered", _l("Registered")
    CONFIRMED = "confirmed", _l("Place confirmed")
    TRIED = "tried", _l("Tried to join")
    ATTENDED = "attended", _l("Took part")


MEASURES = list(Measure)
FIRST = (Measure.ATTENDED, Measure.REGISTERED, Measure.CONFIRMED, Measure.TRIED)
"""Which measures are kept where not all of them can be shown."""
WORTH = {
    Measure.ATTENDED: 4,
    Measure.REGISTERED: 2,
    Measure.CONFIRMED: 1,
    Measure.TRIED: 1,
}
"""How much readers want each: by it the measures of a breakdown are chosen."""
Levels = Counter
"""How many people came how far: the place of the last measure that is true of them -> people."""
NOT_SAID = _l("Not said")


@dataclass(frozen=True)
class Line:
    """One group; `figures` is None where they are not shown."""

    group: Any
    label: Any
    figures: dict[Measure, int] | None


@dataclass(frozen=True)
class Breakdown:
    """The groups of one kind, shown or not, by the same measures, which are some of all."""

    key: str
    title: Any
    head: Any
    measures: list[Measure]
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        """The lines that have figures."""
        return [each for each in self.lines if each.figures is not None]

    @property
    def left_out(self) -> list[Line]:
        """The lines that have none: nobody, too few, or what would tell of too few."""
        return [each for each in self.lines if each.figures is None]

    def line_of(self, group: Any) -> Line | None:
        """The line of a group, if it has one."""
        return next((each for each in self.lines if each.group == group), None)


@dataclass(frozen=True)
class Statistics:
    """Figures of a meeting; without `measures` there are too few people for any."""

    measures: list[Measure]
    figures: dict[Measure, int]
    breakdowns: list[Breakdown]


def is_public(meeting: Meeting) -> bool:
    """Whether everybody may read them: the meeting is over, and it is known who took part."""
    return (
        meeting.state is MeetingState.PUBLISHED
        and meeting.through_id is None
        and is_over(meeting)
        and attendance.known_of(meeting).all
    )


def statistics_of(meeting: Meeting) -> Statistics:
    """The figures that may be shown now: of who took part once it is known, of who tried before."""
    allowed = set(MEASURES)
    if not is_over(meeting):
        allowed -= {Measure.TRIED, Measure.ATTENDED}
    elif not attendance.known_of(meeting).all:
        allowed -= {Measure.ATTENDED}
    kinds = [each.kind for each in meeting.registers_at.categories]
    return figures_from(_people(meeting), allowed, kinds)


@dataclass(frozen=True)
class Person:
    """What people of one kind have in common; they are never looked at one by one."""

    region: Region | None
    category: CategoryKind
    major_group: MajorGroup | None
    gender: Gender | None
    age_band: AgeBand | None
    first_time: bool | None


def figures_from(
    people: Mapping[Person, Levels],
    allowed: set[Measure],
    kinds: Sequence[CategoryKind] = tuple(CategoryKind),
) -> Statistics:
    """What may be shown of these people at a meeting with categories of these kinds; pure."""
    in_all: Levels = Counter()
    for levels in people.values():
        in_all.update(levels)
    measures = shown_measures(in_all, allowed)
    if not measures:
        return Statistics([], {}, [])
    by_category = _breakdown(people, measures, *BY_CATEGORY, _labels(kinds))
    breakdowns = [by_category, *(_breakdown(people, measures, *each) for each in KINDS)]
    accredited = by_category.line_of(CategoryKind.ACCREDITED)
    if accredited is not None and accredited.figures is not None:
        theirs = {
            one: levels for one, levels in people.items() if one.category is CategoryKind.ACCREDITED
        }
        breakdowns.insert(1, _breakdown(theirs, by_category.measures, *OF_ACCREDITED))
    return Statistics(measures, _figures(in_all, measures), breakdowns)


def shown_measures(levels: Levels, allowed: set[Measure]) -> list[Measure]:
    """The measures that can stand beside one another: no difference tells of fewer than five."""
    kept: list[Measure] = []
    for each in FIRST:
        if each in allowed:
            tried = sorted([*kept, each], key=MEASURES.index)
            if not any(0 < count < FEWEST_IN_CELL for count in _outcomes(levels, tried).values()):
                kept = tried
    in_order = sorted(kept, key=MEASURES.index)
    return in_order if any(_figures(levels, in_order).values()) else []


def _figures(levels: Levels, measures: list[Measure]) -> dict[Measure, int]:
    return {
        each: sum(people for at, people in levels.items() if at >= MEASURES.index(each))
        for each in measures
    }


def _outcomes(levels: Levels, measures: list[Measure]) -> Levels:
    """People by the last of these measures that is true of them: what subtraction would give."""
    found: Levels = Counter()
    for level, people in levels.items():
        reached = [each for each in measures if MEASURES.index(each) <= level]
        if reached:
            found[len(reached)] += people
    return found


def _breakdown(people, measures, key, title, head, part, parts) -> Breakdown:
    """The groups in their order, by those of the measures that let most be shown that is wanted."""
    groups: dict[Any, Levels] = defaultdict(Counter)
    for one, levels in people.items():
        groups[part(one)].update(levels)
    kept, shown = max(
        ((each, _shown(groups, each)) for each in _subsets(measures)),
        key=lambda each: (sum(WORTH[one] for one in each[0]) * len(each[1]), len(each[1])),
    )
    lines = [
        Line(each, label, _figures(groups[each], kept) if each in shown else None)
        for each, label in parts.items()
    ]
    return Breakdown(key, title, head, kept, lines)


def _subsets(measures: list[Measure]) -> list[list[Measure]]:
    """Each choice of these measures, the whole first."""
    return [
        list(each)
        for count in range(len(measures), 0, -1)
        for each in combinations(measures, count)
    ]


def _shown(groups: Mapping[Any, Levels], measures: list[Measure]) -> set:
    """Groups that can be shown with these measures; whoever has none of them is in no group."""
    cells = {each: _outcomes(levels, measures) for each, levels in groups.items()}
    return shown_groups({each: outcomes for each, outcomes in cells.items() if outcomes})


def _labels(members, none: Any = None) -> dict[Any, Any]:
    found = {each: each.label for each in members}
    return found | ({None: none} if none is not None else {})


def _age(one: Person) -> str | None:
    if one.age_band in YOUTH_BANDS:
        return "under_30"
    return "older" if one.age_band is AgeBand.OLDER else None


KINDS: tuple[tuple[str, Any, Any, Callable[[Person], Any], dict[Any, Any]], ...] = (
    (
        "region",
        _l("By region"),
        _l("Region"),
        lambda one: one.region,
        _labels(Region, _l("No region")),
    ),
    ("gender", _l("By gender"), _l("Gender"), lambda one: one.gender, _labels(Gender, NOT_SAID)),
    (
        "age",
        _l("Youth"),
        _l("Age"),
        _age,
        {
            "under_30": _l("Under 30"),
            "older": _l("30 or older"),
            None: _l("18 or older, not said more closely"),
        },
    ),
    (
        "first_time",
        _l("First time at a meeting of UNEP"),
        _l("First time"),
        lambda one: one.first_time,
        {True: _l("Yes"), False: _l("No"), None: NOT_SAID},
    ),
)
BY_CATEGORY = ("category", _l("By category"), _l("Category"), lambda one: one.category)
OF_ACCREDITED = (
    "major_group",
    _l("Accredited organizations by Major Group"),
    _l("Major Group"),
    lambda one: one.major_group,
    _labels(MajorGroup, _l("No Major Group")),
)
"""These divide the category, so that what is left out of one cannot be found by the other."""


def _people(meeting: Meeting) -> dict[Person, Levels]:
    """Everybody who sent a registration, by what is looked at; one query, a row a kind."""
    has_place = Registration.state.in_(CONFIRMED)
    level = case(
        (has_place & attendance.attended, MEASURES.index(Measure.ATTENDED)),
        (has_place & attendance.tried, MEASURES.index(Measure.TRIED)),
        (has_place, MEASURES.index(Measure.CONFIRMED)),
        else_=MEASURES.index(Measure.REGISTERED),
    )
    each = (
        select(
            func.coalesce(Registration.country, Organization.country).label("country"),
            Category.kind,
            Organization.major_group,
            Registration.gender,
            Registration.age_band,
            Registration.first_time,
            level.label("level"),
        )
        .join(Category, Category.id == Registration.category_id)
        .outerjoin(Organization, Organization.id == Registration.organization_id)
        .where(
            Registration.meeting_id == meeting.registers_at.id,
            Registration.submitted_at.is_not(None),
        )
        .subquery()
    )
    found: dict[Person, Levels] = defaultdict(Counter)
    for country, kind, group, gender, age_band, first_time, at, people in db.session.execute(
        select(*each.c, func.count()).group_by(*each.c)
    ):
        one = Person(region_of(country), kind, group, gender, age_band, first_time)
        found[one][at] += people
    return found
