"""Builders of partnerships at each step of their way, meetings with business and complaints."""

import itertools
from dataclasses import replace
from datetime import timedelta

from engagement.core.clock import moved_to, now, today
from engagement.core.countries import Region, Subregion
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.demo.builders import make_account, make_organization
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for
from engagement.partnerships.commands import decisions, meetings, proposals
from engagement.partnerships.models import (
    BusinessMeeting,
    DiligenceTrack,
    Partnership,
    PartnershipKind,
    Subprogramme,
)
from engagement.partnerships.queries import deciding
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, CaseState

_numbers = itertools.count(1)


def proposal(**values) -> proposals.ProposalData:
    """A whole proposal, a year long from tomorrow; what matters is an argument."""
    data = proposals.ProposalData(
        title=f"Cooling without greenhouse gases {next(_numbers)}",
        kind=PartnershipKind.INITIATIVE,
        track=DiligenceTrack.NO_FUNDS,
        subprogramme=Subprogramme.CLIMATE,
        region=Region.AFRICA,
        subregion=Subregion.EASTERN_AFRICA,
        digital=True,
        purpose="Share what is known about cooling without harmful gases.",
        results="Forty markets that cool without them.",
        value=None,
        currency=None,
        from_day=today() + timedelta(days=1),
        to_day=today() + timedelta(days=366),
        emblem="",
        conflict="",
    )
    return replace(data, **values)


def make_draft(
    organization: Organization | None = None, *, leader: Actor | None = None, **values
) -> tuple[Partnership, Actor]:
    """A draft, and who leads the organization that proposes it."""
    organization = organization or make_organization(name=f"Cooling Works {next(_numbers)}")
    leader = leader or actor_for(make_account(leads=[organization]))
    draft = proposals.propose_partnership(
        organization, proposal(**values), actor=leader, language="en"
    )
    return draft, leader


@bookkeeping
def decide_cases(
    partnership: Partnership,
    level: Level = Level.LOW,
    outcome: CaseOutcome = CaseOutcome.APPROVED,
) -> None:
    """Let the screening of every partner come to its end, without its steps."""
    for case in deciding.cases_of(partnership):
        case.state, case.inherent, case.residual = CaseState.DECIDED, level, level
        case.rated_at = case.decided_at = now()
        case.outcome = outcome
    db.session.flush()


def make_screened(level: Level = Level.LOW, **values) -> tuple[Partnership, Actor]:
    """A submitted partnership whose partners are screened."""
    partnership, leader = make_draft(**values)
    proposals.submit_partnership(partnership, actor=leader)
    decide_cases(partnership, level)
    decisions.note_screened(partnership)
    return partnership, leader


def make_decided(level: Level = Level.LOW, **values) -> tuple[Partnership, Actor]:
    """One that was accepted."""
    partnership, leader = make_screened(level, **values)
    officer = actor_for(make_account(Role.SCREENING_OFFICER))
    head = actor_for(make_account(*deciding.deciders(partnership)))
    decisions.recommend_partnership(partnership, actor=officer, accept=True, reason="Good.")
    decisions.decide_partnership(partnership, actor=head, accept=True, reason="Yes.")
    return partnership, leader


def make_active(level: Level = Level.LOW, *, days: int = 0, **values) -> tuple[Partnership, Actor]:
    """One that began so many days ago."""
    with moved_to(now() - timedelta(days=days)):
        partnership, leader = make_decided(level, **values)
        officer = actor_for(make_account(Role.SCREENING_OFFICER))
        decisions.begin_partnership(partnership, actor=officer, begun_on=today())
    return partnership, leader


def make_business_meeting(
    *, days: int = 30, participants=(("Cooling Federation", "Sells coolers."),), **values
) -> BusinessMeeting:
    """A meeting so many days ago."""
    officer = actor_for(make_account(Role.REGIONAL_OFFICER))
    data = meetings.MeetingData(
        held_on=today() - timedelta(days=days),
        topic="Cooling in cities",
        language="en",
        region=Region.AFRICA,
        subregion=Subregion.EASTERN_AFRICA,
        participants=[meetings.Took(*each) for each in participants],
    )
    return meetings.enter_meeting(replace(data, **values), actor=officer)
