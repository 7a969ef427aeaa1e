"""The day of a meeting in figures: who is in, which States, who waits for help."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from engagement.core.countries import COUNTRIES, Region
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.core.small_numbers import FEWEST_IN_CELL
from engagement.meetings.models import (
    CONFIRMED,
    Category,
    CategoryKind,
    CheckIn,
    HelpRequest,
    Incident,
    Meeting,
    MeetingSession,
    Presence,
    Registration,
)
from engagement.meetings.queries.registrations import handled_by

OUTCOMES = ("in", "trying", "failed")
MOST_HELP = 100


@dataclass
class Figures:
    """How many are in, trying, or failed in one session; keys of parts as they are stored."""

    outcomes: Counter = field(default_factory=Counter)
    by_region: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    by_language: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    states: set[str] = field(default_factory=set)


def figures_of(meeting: Meeting) -> dict[uuid.UUID, Figures]:
    """By session. They count everybody, whatever a reader may see one by one; one query."""
    outcome = case(
        (Presence.in_at.is_not(None), "in"),
        (Presence.failed_at.is_not(None), "failed"),
        else_="trying",
    )
    rows = db.session.execute(
        select(
            Presence.session_id,
            Registration.country,
            Registration.language,
            Category.kind,
            outcome.label("outcome"),
            func.count().label("people"),
        )
        .join(Registration, Registration.id == Presence.registration_id)
        .join(MeetingSession, MeetingSession.id == Presence.session_id)
        .join(Category, Category.id == Registration.category_id)
        .where(MeetingSession.meeting_id == meeting.id, Registration.state.in_(CONFIRMED))
        .group_by(
            Presence.session_id, Registration.country, Registration.language, Category.kind, outcome
        )
    )
    found: dict[uuid.UUID, Figures] = defaultdict(Figures)
    for session_id, code, language, kind, what, people in rows:
        figures = found[session_id]
        figures.outcomes[what] += people
        figures.by_region[region_of(code)][what] += people
        figures.by_language[language][what] += people
        if what == "in" and kind is CategoryKind.MEMBER_STATE and _is_member(code):
            figures.states.add(code)
    return found


def states_at_door(meeting: Meeting) -> set[str]:
    """Codes of Member States of which somebody was checked in on site; one query.

    A check-in is for the whole meeting, so they count for the quorum of each of its sessions.
    """
    codes = db.session.scalars(
        select(Registration.country)
        .join(CheckIn, CheckIn.registration_id == Registration.id)
        .join(Category, Category.id == Registration.category_id)
        .where(
            Registration.meeting_id == meeting.registers_at.id,
            Registration.state.in_(CONFIRMED),
            Category.kind == CategoryKind.MEMBER_STATE,
            CheckIn.undone_at.is_(None),
        )
        .distinct()
    )
    return set(filter(_is_member, codes))


def region_of(code: str | None) -> Region | None:
    """UNEP's region of a country; None for what has none."""
    known = COUNTRIES.get(code) if code else None
    return known.region if known else None


def _is_member(code):
    return code in COUNTRIES and COUNTRIES[code].member_state


def open_help(actor: Actor, meeting: Meeting) -> list[HelpRequest]:
    """Requests without an answer that this officer may see, the oldest first."""
    return list(
        db.session.scalars(
            select(HelpRequest)
            .where(
                HelpRequest.registration_id.in_(
                    handled_by(actor)
                    .where(Registration.meeting_id == meeting.registers_at.id)
                    .with_only_columns(Registration.id)
                ),
                HelpRequest.answered_at.is_(None),
            )
            .options(joinedload(HelpRequest.registration))
            .order_by(HelpRequest.asked_at, HelpRequest.id)
            .limit(MOST_HELP)
        )
    )


def get_help(help_request_id: uuid.UUID) -> HelpRequest | None:
    """A request for help by its id."""
    return db.session.get(HelpRequest, help_request_id)


def minutes_to_answer(meeting: Meeting) -> dict[Region | None, float | None]:
    """The median of minutes until an answer, by region; None where fewer than five were answered.

    A median of a few would tell about one of them; nothing follows by subtraction from medians.
    """
    rows = db.session.execute(
        select(
            Registration.country,
            func.extract("epoch", HelpRequest.answered_at - HelpRequest.asked_at),
        )
        .join(HelpRequest.registration)
        .where(
            Registration.meeting_id == meeting.registers_at.id,
            HelpRequest.answered_at.is_not(None),
        )
    )
    times = defaultdict(list)
    for code, seconds in rows:
        times[region_of(code)].append(float(seconds) / 60)
    return {
        region: median(all_) if len(all_) >= FEWEST_IN_CELL else None
        for region, all_ in times.items()
    }


def incidents_of(meeting: Meeting) -> dict[uuid.UUID, list[Incident]]:
    """What happened to the interpretation, by session, the last first."""
    found = defaultdict(list)
    for each in db.session.scalars(
        select(Incident)
        .join(Incident.session)
        .where(MeetingSession.meeting_id == meeting.id)
        .order_by(Incident.began_at.desc(), Incident.id)
    ):
        found[each.session_id].append(each)
    return found


def get_incident(incident_id: uuid.UUID) -> Incident | None:
    """An incident by its id."""
    return db.session.get(Incident, incident_id)
