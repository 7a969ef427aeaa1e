"""Who has spoken at meetings, in figures: for indicators and statistics, which show no small ones.

Only what was spoken counts: neither requests, nor who was passed over.
"""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select

from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.meetings.models import (
    AgendaItem,
    Meeting,
    Speaker,
    SpeakerKind,
    SpeakersList,
    SpeakerState,
)
from engagement.organizations.models import Organization


@dataclass
class Spoken:
    """How many interventions, and how many seconds, by kind; by Major Group those for it too.

    An intervention of one organization counts for its Major Group, as one for the whole group does.
    """

    by_kind: Counter[SpeakerKind] = field(default_factory=Counter)
    seconds: Counter[SpeakerKind] = field(default_factory=Counter)
    by_group: Counter[MajorGroup] = field(default_factory=Counter)


def spoken_at(meeting: Meeting) -> Spoken:
    """What was spoken at one meeting."""
    return spoken_where(AgendaItem.meeting_id == meeting.id)


def spoken_where(condition: ColumnElement[bool]) -> Spoken:
    """What was spoken where a condition on `AgendaItem`, `SpeakersList` or `Speaker` holds."""
    group = func.coalesce(Speaker.major_group, Organization.major_group)
    rows = db.session.execute(
        select(
            Speaker.kind,
            group.label("major_group"),
            func.count().label("times"),
            func.sum(Speaker.spoken_seconds).label("seconds"),
        )
        .join(Speaker.speakers_list)
        .join(SpeakersList.agenda_item)
        .outerjoin(Organization, Organization.id == Speaker.organization_id)
        .where(Speaker.state == SpeakerState.SPOKEN, condition)
        .group_by(Speaker.kind, group)
    )
    found = Spoken()
    for row in rows:
        found.by_kind[row.kind] += row.times
        found.seconds[row.kind] += row.seconds
        if row.major_group is not None:
            found.by_group[MajorGroup(row.major_group)] += row.times
    return found
