"""A made-up list of speakers for the meeting of the demo."""

from collections.abc import Sequence
from datetime import timedelta

from engagement.accounts.queries import account_by_email, get_account
from engagement.core.clock import now
from engagement.core.permissions import Actor
from engagement.demo.lives import Life
from engagement.demo.meetings import OFFICER
from engagement.meetings import speaking_settings
from engagement.meetings.commands import (
    interventions,
    meeting_documents,
    nominating,
    registering,
    speakers,
    speakers_lists,
)
from engagement.meetings.models import (
    AgeBand,
    CategoryKind,
    Meeting,
    Mode,
    OrderRule,
    SpeakerKind,
)
from engagement.meetings.queries.nominations import led_by
from engagement.meetings.queries.standing import Standing, standing_of
from engagement.meetings.queries.to_register import own_for
from engagement.organizations.queries import actor_for

SPEAKERS = 8
ITEMS = (
    ("2", "Opening of the briefing"),
    ("3", "Plastic in rivers: what communities have seen"),
    ("4", "Any other business"),
)
WORDS = (
    "We clean the banks of our river with four schools. What we need are cups and bags that nobody"
    " throws away after one use, and a say in the plan of our basin. "
)


def seed_speaking(meeting: Meeting, lives: Sequence[Life]) -> None:
    """An agenda, an open list on its middle item, accredited organizations that have asked."""
    officer = actor_for(account_by_email(OFFICER))
    items = [
        meeting_documents.add_agenda_item(
            meeting, meeting_documents.ItemData(number, {"en": title}, place), actor=officer
        )
        for place, (number, title) in enumerate(ITEMS, 1)
    ]
    session = meeting.sessions[0]
    opened = speakers_lists.open_list(
        items[1],
        speakers_lists.ListData(
            session=session,
            starts_after=20,
            opens_at=now() - timedelta(minutes=1),
            closes_at=session.starts_at - timedelta(hours=2),
            rule=OrderRule.PROTOCOL,
            places=speaking_settings.places_by_kind(),
            seconds=speaking_settings.seconds_by_kind(),
        ),
        actor=officer,
    )
    category = next(each for each in meeting.categories if each.kind is CategoryKind.ACCREDITED)
    groups = set()
    for place, leader in enumerate(_leaders(meeting, lives)):
        account = get_account(leader.id)
        organization = next(iter(led_by(leader)))
        told = registering.Details(
            name=account.name,
            language=account.language,
            mode=Mode.ONLINE,
            age_band=AgeBand.OLDER,
            country=organization.country,
        )
        [registration] = nominating.nominate(
            category,
            [nominating.Nominee(account.email, told)],
            actor=leader,
            organization=organization,
        )
        joint = place % 4 == 0 and organization.major_group not in groups
        groups.add(organization.major_group)
        kind = SpeakerKind.MAJOR_GROUP if joint else SpeakerKind.ACCREDITED
        asked = speakers.ask_for_floor(
            opened, registration, speakers.Asking(kind), actor=actor_for(account)
        )
        if place % 2 == 0:
            interventions.hand_in_text(
                asked, {"en": WORDS * (2 + place)}, public=True, actor=actor_for(account)
            )
    speakers_lists.publish_list(opened, shown=True, actor=officer)


def _leaders(meeting: Meeting, lives: Sequence[Life]) -> list[Actor]:
    """Applicants who lead an accredited organization and are not registered as the public is."""
    actors = [actor_for(get_account(each.applicant.id)) for each in lives if each.applicant]
    found = [
        each
        for each in actors
        if own_for(meeting, each) is None
        and any(
            standing_of(one.id, CategoryKind.ACCREDITED) is Standing.ACCREDITED
            for one in led_by(each)[:1]
        )
    ]
    return found[:SPEAKERS]
