"""Builders of speakers' lists, of people who ask for the floor, of interpreters."""

import itertools
from datetime import timedelta

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.permissions import Actor
from engagement.demo.builders import make_account
from engagement.demo.delegations import make_administrator
from engagement.demo.meeting_builders import (
    category_of,
    details,
    make_leader,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_paper_builders import make_agenda_item, make_officer
from engagement.meetings import speaking_settings
from engagement.meetings.commands import interpreters, nominating, speakers, speakers_lists
from engagement.meetings.models import (
    AgendaItem,
    CategoryKind,
    DelegationFunction,
    Interpreter,
    Meeting,
    MeetingSession,
    OrderRule,
    Registration,
    Speaker,
    SpeakerKind,
    SpeakerRank,
    SpeakersList,
)
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for

_numbers = itertools.count(1)
KINDS = (
    CategoryKind.MEMBER_STATE,
    CategoryKind.UN_BODY,
    CategoryKind.ACCREDITED,
    CategoryKind.PUBLIC,
)


def make_speaking_meeting(**values) -> Meeting:
    """A meeting of States, United Nations bodies, accredited organizations and the public."""
    return make_online_meeting(**{"kinds": KINDS} | values)


def make_speakers_list(
    meeting: Meeting | None = None, *, item: AgendaItem | None = None, **values
) -> SpeakersList:
    """The list of an item, open until its session begins; what matters is an argument."""
    item = item or make_agenda_item(meeting or make_speaking_meeting())
    session = item.meeting.sessions[0]
    data = {
        "session": session,
        "opens_at": now() - timedelta(minutes=1),
        "closes_at": max(session.starts_at, now() + timedelta(hours=1)),
        "rule": OrderRule.PROTOCOL,
        "places": speaking_settings.places_by_kind(),
        "seconds": speaking_settings.seconds_by_kind(),
    }
    return speakers_lists.open_list(
        item, speakers_lists.ListData(**data | values), actor=make_officer()
    )


def make_delegate(meeting: Meeting, country: str = "KE", **values) -> Registration:
    """Somebody with an account in a State's delegation, with a place."""
    account = values.pop("account", None) or make_account()
    [registration] = nominating.nominate(
        category_of(meeting, CategoryKind.MEMBER_STATE),
        [
            nominating.Nominee(
                account.email,
                details(
                    name=account.name,
                    country=country,
                    function=DelegationFunction.REPRESENTATIVE,
                    **values,
                ),
            )
        ],
        actor=actor_for(make_administrator(country)),
        country=country,
    )
    return registration


def make_participant(
    meeting: Meeting,
    organization: Organization | None = None,
    leader: Actor | None = None,
    *,
    account: Account | None = None,
    **values,
) -> Registration:
    """Somebody with an account who comes for an accredited organization, with a place."""
    account = account or make_account()
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    [registration] = nominating.nominate(
        category_of(meeting, CategoryKind.ACCREDITED),
        [nominating.Nominee(account.email, details(**{"name": account.name} | values))],
        actor=leader,
        organization=organization,
    )
    return registration


def make_speaker(
    speakers_list: SpeakersList,
    registration: Registration | None = None,
    *,
    kind: SpeakerKind = SpeakerKind.ACCREDITED,
    rank: SpeakerRank | None = None,
    country: str = "KE",
    group_name: str | None = None,
) -> Speaker:
    """Somebody who has asked for the floor, as an accredited organization unless told otherwise."""
    if registration is None:
        registration = _somebody(speakers_list.meeting, kind, country)
    if kind.has_rank:
        rank = rank or SpeakerRank.HEAD
    if kind is SpeakerKind.STATE_GROUP:
        group_name = group_name or f"Group of Green Youth (Kenya) {next(_numbers)}"
    return speakers.ask_for_floor(
        speakers_list,
        registration,
        speakers.Asking(kind, rank, group_name),
        actor=actor_for(registration.person),
    )


def _somebody(meeting, kind, country):
    if kind in {SpeakerKind.MEMBER_STATE, SpeakerKind.STATE_GROUP}:
        return make_delegate(meeting, country)
    if kind is SpeakerKind.UN_BODY:
        return make_registration(
            meeting, kind=CategoryKind.UN_BODY, represents="Body of Green Youth (Kenya)"
        )
    return make_participant(meeting)


def make_interpreter(session: MeetingSession, **values) -> Interpreter:
    """Somebody who interprets a session."""
    whole = {
        "name": "Interpreter of Green Youth (Kenya)",
        "email": f"booth{next(_numbers)}@interpreters.example",
        "language": "fr",
    }
    return interpreters.invite_interpreter(session, **whole | values, actor=make_officer())
