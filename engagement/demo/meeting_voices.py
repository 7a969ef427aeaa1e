"""What organizations say at the demo's meeting: side events, and contributions to a document."""

from collections.abc import Sequence
from datetime import timedelta

from engagement.accounts.queries import get_account
from engagement.core.clock import now, today
from engagement.core.permissions import Actor
from engagement.demo.lives import Life
from engagement.meetings.commands import contributions, moderating, statements
from engagement.meetings.commands import meeting_documents as documents
from engagement.meetings.commands import side_event_calls as calls
from engagement.meetings.commands import side_event_selection as selection
from engagement.meetings.commands import side_events as commands
from engagement.meetings.commands.side_event_selection import Verdict
from engagement.meetings.models import (
    Commenters,
    Disposition,
    DocumentAudience,
    Meeting,
    Mode,
    SideEventFormat,
)
from engagement.meetings.queries import side_events as queries
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for

SPEAKERS = 6
"""Accredited organizations of the demo that have something to say."""
TITLES = (
    {"en": "Who cleans a river, and who pays", "fr": "Qui nettoie une rivière, et qui paie"},
    {"en": "Young people measure plastic in lakes"},
    {"es": "Lo que saben los pescadores"},
    {"fr": "Des villes sans sacs en plastique"},
    {"en": "Women who collect and sort"},
    {"en": "Numbers that nobody has: data on microplastic"},
)
SUMMARY = {"en": "Three short stories from practice, then questions of everybody in the room."}


def seed_voices(meeting: Meeting, officer: Actor, lives: Sequence[Life]) -> None:
    """A call with slots and proposals, a programme that has begun, and a document with comments."""
    speakers = _speakers(meeting, lives)
    calls.keep_call(
        meeting,
        calls.CallData(
            languages=("ar", "en", "fr", "es"),
            opens_at=now() - timedelta(days=10),
            closes_at=now() + timedelta(days=14),
            places=12,
            rules={"en": "Nothing is sold, and half of the time is for questions."},
        ),
        actor=officer,
    )
    slots = [_slot(meeting, place, officer) for place in range(3)]
    events = [
        _event(meeting, organization, leader, place)
        for place, (organization, leader) in enumerate(speakers)
    ]
    if events:
        selection.decide(Verdict.SELECT, [each.id for each in events[:2]], actor=officer)
    for event, slot in zip(events[:2], slots, strict=False):
        selection.give_slot(event, slot, actor=officer)
    if events:
        calls.publish_programme(meeting, actor=officer)
    _comment(meeting, officer, speakers)


def _speakers(meeting, lives) -> list[tuple[Organization, Actor]]:
    found = []
    for life in lives:
        if life.applicant is None or len(found) == SPEAKERS:
            continue
        leader = actor_for(get_account(life.applicant.id))
        found += [(each, leader) for each in queries.led_by(leader, meeting)[:1]]
    return found


def _slot(meeting, place, officer):
    begins = meeting.starts_at - timedelta(hours=5) + timedelta(days=place)
    data = calls.SlotData(
        starts_at=begins,
        ends_at=begins + timedelta(minutes=75),
        mode=Mode.HYBRID,
        capacity=60,
        place="Conference room 4",
    )
    return calls.add_slot(meeting, data, actor=officer)


def _event(meeting, organization, leader, place):
    title = TITLES[place % len(TITLES)]
    data = commands.EventData(
        title=title,
        summary=SUMMARY,
        languages=tuple(title),
        format=list(SideEventFormat)[place % len(SideEventFormat)],
        major_groups=("children-youth",),
        action_code="VIII.A.2" if place % 2 else None,
        first_time=place % 3 != 0,
        speakers_women=2,
        speakers_men=2,
        speakers_young=1 + place % 2,
    )
    event = commands.begin_side_event(meeting, data, actor=leader, organization_id=organization.id)
    commands.submit_side_event(event, actor=leader)
    return event


def _comment(meeting, officer, speakers):
    paper = documents.announce_document(
        meeting,
        documents.PaperData(
            symbol="UNEP/DEMO/1",
            title={"en": "Draft elements on plastic in rivers and lakes"},
            audience=DocumentAudience.EVERYBODY,
            due_on=today() + timedelta(days=14),
        ),
        actor=officer,
    )
    contributions.open_document(
        paper, Commenters.ACCREDITED, now() + timedelta(days=21), actor=officer
    )
    for place, (organization, leader) in enumerate(speakers[:3]):
        sent = contributions.begin_contribution(
            paper,
            (None, "12", "12 (a)")[place],
            {"en": "Rivers cross borders; the text should say who acts first."},
            {"en": "States that share a river act together."} if place else {},
            actor=leader,
            organization_id=organization.id,
        )
        statements.submit_statement(sent, actor=leader)
        if place < 2:
            moderating.publish_statement(sent, actor=officer)
        if place == 1:
            answer = {"en": "See the new paragraph 13."}
            moderating.dispose_statement(sent, Disposition.PARTLY, answer, actor=officer)
