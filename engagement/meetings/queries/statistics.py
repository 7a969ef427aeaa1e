"""Figures of a meeting from its registrations: who registered, who had a place, who took part."""

from collections import Counter, defaultdict

from sqlalchemy import case, func, select

from engagement.core.db import db
from engagement.meetings.models import (
    CONFIRMED,
    Category,
    ListState,
    Meeting,
    MeetingState,
    Registration,
)
from engagement.meetings.queries import attendance
from engagement.meetings.queries.control import region_of
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.participants import can_be_named
from engagement.meetings.queries.shown_figures import (
    MEASURES,
    Levels,
    Measure,
    Person,
    Statistics,
    figures_from,
)
from engagement.organizations.models import Organization

LISTED = {ListState.PROVISIONAL: Measure.CONFIRMED, ListState.FINAL: Measure.ATTENDED}
"""Whom a published list of participants is about."""


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
    listed = LISTED.get(meeting.registers_at.participants)
    return figures_from(_people(meeting), allowed, kinds, listed=listed)


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
            can_be_named.label("named"),
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
    for country, kind, group, gender, age_band, first_time, named, at, people in db.session.execute(
        select(*each.c, func.count()).group_by(*each.c)
    ):
        one = Person(region_of(country), kind, group, gender, age_band, first_time, named)
        found[one][at] += people
    return found
