"""Builders of delegations to meetings: members, note verbale, credentials."""

from dataclasses import replace

from engagement.core.clock import today
from engagement.core.permissions import Actor, Role
from engagement.demo import papers
from engagement.demo.builders import make_account
from engagement.demo.delegations import make_administrator
from engagement.demo.meeting_builders import category_of, make_online_meeting, nominee
from engagement.documents.intake import Taken
from engagement.meetings.commands import delegations, nominating
from engagement.meetings.models import (
    ApprovalRule,
    CategoryKind,
    Delegation,
    DelegationFunction,
    Meeting,
    Registration,
)
from engagement.organizations.queries import actor_for


def make_meeting_of_states(**values) -> Meeting:
    """A meeting to which States come by note verbale."""
    whole = {
        "kinds": (CategoryKind.MEMBER_STATE,),
        "category": {"approval": ApprovalRule.BY_NOTE},
    }
    return make_online_meeting(**whole | values)


def scanned(words: str = "Note verbale of Green Youth (Kenya)") -> Taken:
    """A document of one page, taken in."""
    return replace(papers.taken(papers.page(words)), name=f"{words}.pdf")


def make_members(
    meeting: Meeting,
    *functions: DelegationFunction,
    country: str = "KE",
    administrator: Actor | None = None,
) -> list[Registration]:
    """Members whom a State's administrator has named, a head alone unless more are asked for."""
    administrator = administrator or actor_for(make_administrator(country))
    return nominating.nominate(
        category_of(meeting, CategoryKind.MEMBER_STATE),
        [nominee(function=each) for each in functions or (DelegationFunction.HEAD,)],
        actor=administrator,
        country=country,
    )


def make_delegation(
    meeting: Meeting | None = None,
    *,
    country: str = "KE",
    sender: Actor | None = None,
    note: bool = True,
    credentials: bool = False,
) -> Delegation:
    """The record of a State's delegation with what it has sent."""
    meeting = meeting or make_meeting_of_states()
    sender = sender or actor_for(make_account(Role.PROTOCOL_OFFICER))
    delegation = delegations.begin_delegation(meeting, country, actor=sender)
    if note:
        number = "NV/12 of Green Youth (Kenya)"
        delegations.send_note(
            delegation,
            delegations.NoteData(number=number, dated_on=today()),
            actor=sender,
            taken=scanned(),
        )
    if credentials:
        delegations.send_credentials(
            delegation, actor=sender, taken=scanned("Credentials of Green Youth (Kenya)")
        )
    return delegation
