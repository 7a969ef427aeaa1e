"""What people decide about a match, who has to agree, and what an organization never sees."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core import clock
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Role, can
from engagement.demo.screening_builders import listed, make_list, make_match, make_needed_lists
from engagement.mail.models import Message
from engagement.screening.commands import decisions, escalation, legal_bars
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    BarState,
    Cause,
    Clearance,
    ClearReason,
    Lapse,
    LegalBar,
    Match,
    MatchState,
    Outcome,
    ScreeningRun,
)
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes, matches, queue, runs
from engagement.screening.sources import Track
from tests.factories import make_account, make_actor, make_organization

NAME = "Mahmud Terzioglu Karimov"


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


@pytest.fixture
def officers(db):
    return [make_actor(Role.SCREENING_OFFICER) for _ in range(2)]


def match_of(track=Track.PRIVATE_SECTOR, **kwargs):
    make_needed_lists(track)
    return make_match(make_organization(name=NAME), track=track, **kwargs)


@bookkeeping
def weaken(match):
    match.score, match.band = 0.55, "possible"


def clear(match, actor, **kwargs):
    values = {"outcome": Outcome.CLEAR, "reason": ClearReason.NAME, "text": "Another body."}
    return decisions.propose(match, actor=actor, **values | kwargs)


def confirm_as_listed(match, officers, text="The same papers."):
    decisions.propose(match, actor=officers[0], outcome=Outcome.CONFIRM, text=text)
    decisions.confirm(match, actor=officers[1], text=text)


def test_a_weak_match_is_cleared_by_one_and_the_clearance_names_both_sides(db, officers):
    match = match_of()
    weaken(match)

    clear(match, officers[0])

    assert (match.state, match.decided_by_id) == (MatchState.CLEARED, officers[0].id)
    (clearance,) = db.scalars(select(Clearance))
    assert (clearance.party_hash, clearance.entry_hash) == (match.party_hash, match.entry_hash)
    assert matches.resolved(match.organization, Track.PRIVATE_SECTOR)


def test_a_strong_match_is_cleared_by_two_never_by_the_same(db, officers):
    match = match_of()
    clear(match, officers[0])

    assert match.state == MatchState.PROPOSED
    with pytest.raises(RuleViolation, match="You proposed this"):
        decisions.confirm(match, actor=officers[0], text="Looked again.")
    assert not matches.resolved(match.organization, Track.PRIVATE_SECTOR)

    decisions.confirm(match, actor=officers[1], text="Looked at the register.")
    assert match.state == MatchState.CLEARED
    assert [each.act.value for each in match.dispositions] == ["proposed", "cleared"]


def test_what_was_sent_back_or_opened_again_is_decided_anew(db, officers):
    match = match_of()
    clear(match, officers[0])
    decisions.send_back(match, actor=officers[1], text="The number is missing.")
    assert (match.state, match.outcome) == (MatchState.OPEN, None)

    clear(match, officers[0])
    decisions.confirm(match, actor=officers[1], text="Good.")
    decisions.reopen(match, actor=officers[1], text="A new paper came.")

    assert match.state == MatchState.OPEN
    assert db.scalars(select(Clearance.lapsed_because)).all() == ["undone"]
    assert matches.open_for(match.organization) == [match]


def test_clearing_needs_a_reason_and_deciding_a_right(db):
    match = match_of()

    with pytest.raises(RuleViolation, match="Choose why"):
        clear(match, make_actor(Role.SCREENING_OFFICER), reason=None)
    for roles in ([Role.REVIEWER], [Role.LEGAL_ADVISER], [Role.HEAD_OF_UNIT], []):
        with pytest.raises(NotAllowed):
            clear(match, make_actor(*roles))
    conflicted = make_actor(Role.SCREENING_OFFICER, interest_in=[match.organization])
    with pytest.raises(NotAllowed):
        clear(match, conflicted)


def test_a_cleared_pair_stays_cleared_until_a_side_changes(db, officers):
    match = match_of()
    weaken(match)
    clear(match, officers[0])
    organization = match.organization

    screen_organization(organization, actor=SYSTEM, cause=Cause.ASKED)
    assert matches.open_for(organization) == []

    changed = match.entry.content | {"remarks": "Also known in the port."}
    make_list(**{match.reference: changed})
    screen_organization(organization, actor=SYSTEM, cause=Cause.ASKED)

    (again,) = matches.open_for(organization)
    assert again.previous == match
    assert db.scalars(select(Clearance.lapsed_because)).all() == ["entry_changed"]


def test_a_confirmed_match_outlives_another_spelling_and_ends_with_its_entry(db, officers):
    match = match_of()
    confirm_as_listed(match, officers)
    organization = match.organization

    bookkeeping(_rename)(organization, "Harbour Lights")
    screen_organization(organization, actor=SYSTEM, cause=Cause.PARTY_CHANGED)
    assert match.state == MatchState.CONFIRMED

    make_list(other=listed("Somebody Else"))
    screen_organization(organization, actor=SYSTEM, cause=Cause.ASKED)
    assert (match.state, match.lapsed_because) == (MatchState.LAPSED, Lapse.ENTRY_REMOVED)


def test_several_are_cleared_for_one_reason_but_never_strong_ones(db, officers):
    weak = [match_of(entry=listed(NAME, kind="organization")) for _ in range(1)]
    weaken(weak[0])
    strong = make_match(make_organization(name="Sergei Petrovich Trading"))

    with pytest.raises(RuleViolation, match="one by one"):
        decisions.clear_several(
            [*weak, strong], actor=officers[0], reason=ClearReason.NAME, text="Common."
        )
    assert {weak[0].state, strong.state} == {MatchState.OPEN}

    decisions.clear_several(weak, actor=officers[0], reason=ClearReason.NAME, text="Common.")
    assert weak[0].state == MatchState.CLEARED


def test_a_confirmed_match_of_a_major_group_waits_for_advice_and_nobody_outside_knows(db, officers):
    leader = make_account()
    match = match_of(track=Track.MAJOR_GROUP)
    bookkeeping(_lead)(match.organization, leader)
    adviser = make_account(Role.LEGAL_ADVISER)

    confirm_as_listed(match, officers)

    bar = matches.legal_bar_of(match.organization)
    assert bar.state == BarState.ADVICE
    assert [m.to for m in db.scalars(select(Message))] == [adviser.email]
    assert not can(_actor(leader), Matches.READ_BAR, bar)
    assert not can(_actor(leader), Matches.VIEW_BAR, bar)
    assert matches.confirmed(match.organization, Track.MAJOR_GROUP) == [match]


def test_advice_puts_it_to_the_organization_with_the_entry_or_keeps_it_back(db, officers):
    leader, adviser = make_account(), make_actor(Role.LEGAL_ADVISER)
    match = match_of(track=Track.MAJOR_GROUP)
    confirm_as_listed(match, officers)
    bar = matches.legal_bar_of(match.organization)

    with pytest.raises(RuleViolation, match="Nobody leads"):
        legal_bars.advise(bar, actor=adviser, advice="Put it.", in_writing=True, text="Read this.")
    legal_bars.advise(bar, actor=adviser, advice="A letter by hand.", in_writing=False)
    assert bar.state == BarState.KEPT_BACK

    bookkeeping(_lead)(match.organization, leader)
    legal_bars.advise(bar, actor=adviser, advice="Put it.", in_writing=True, text="Read this.")
    (mail,) = db.scalars(select(Message).where(Message.to == leader.email))
    assert match.reference in mail.body_text
    assert "Read this." in mail.body_text
    assert "A letter by hand" not in mail.body_text
    assert can(_actor(leader), Matches.READ_BAR, bar)

    decisions.reopen(match, actor=officers[0], text="Another person after all.")
    assert bar.state == BarState.LIFTED
    assert matches.legal_bar_of(match.organization) is None
    assert len(db.scalars(select(Message).where(Message.to == leader.email)).all()) == 2


def test_an_overdue_match_is_told_to_the_heads_once(db):
    private, civil = make_account(Role.PRIVATE_SECTOR_HEAD), make_account(Role.HEAD_OF_UNIT)
    make_account(Role.PRIVATE_SECTOR_HEAD, interest_in=[])
    company = match_of()
    group = make_match(make_organization(name="Sergei Petrovich Ivanov"), track=Track.MAJOR_GROUP)
    with clock.moved_to(now() + timedelta(days=30)):
        waiting = matches.overdue()
        assert set(waiting) == {company, group}
        for match in [*waiting, *waiting]:
            escalation.escalate(match, actor=SYSTEM)
        assert matches.overdue() == []

    told = [(m.to, m.about_id) for m in db.scalars(select(Message))]
    assert (private.email, company.id) in told
    assert [about for to, about in told if to == civil.email] == [group.id]
    assert len(told) == len(set(told)) == 5


def test_lists_hold_what_the_policies_allow(db):
    world = [
        make_match(make_organization(name="Sami Karlov Berg")),
        make_match(make_organization(name="Orlanda Petrel Society"), track=Track.MAJOR_GROUP),
        make_match(make_organization(name="Tolwick Kestrel Works")),
    ]
    past = {"cases_from": date(2020, 1, 1), "cases_to": date(2020, 12, 31)}
    for roles in ([], *([role] for role in Role), [Role.HEAD_OF_UNIT, Role.AUDITOR], None):
        actor = make_actor(
            *(roles if roles is not None else [Role.AUDITOR]),
            interest_in=[world[2].organization],
            engaged=past if roles is None else None,
        )
        for listed_by, permission in [
            (matches.visible_to, Matches.VIEW),
            (matches.decided_by, Matches.DECIDE),
        ]:
            allowed = {each for each in world if can(actor, permission, each)}
            assert set(db.scalars(listed_by(actor))) == allowed
        every = db.scalars(select(ScreeningRun)).all()
        seen_runs = {run for run in every if can(actor, Matches.VIEW_RUN, run)}
        assert set(db.scalars(runs.visible_to(actor))) == seen_runs
        lanes = [lane for lane in queue.lanes(actor) if lane.key != "advice"]
        counts = queue.lane_counts(actor, lanes, queue.Chosen())
        seen = {each.id for each in world if can(actor, Matches.VIEW, each)}
        assert {row.id for row in db.execute(queue.queue(actor, lanes[0], queue.Chosen()))} == seen
        assert (counts["all"], counts["open"]) == (len(seen), len(seen))


def test_every_decision_stands_in_the_trail_and_belongs_to_the_organization(db, officers):
    match = match_of()
    clear(match, officers[0])
    decisions.confirm(match, actor=officers[1], text="Good.")

    events = db.scalars(
        select(AuditEvent).where(AuditEvent.subject_id == match.id).order_by(AuditEvent.id)
    ).all()
    assert [event.action for event in events] == [
        "screening:match:opened",
        "screening:match:proposed",
        "screening:match:cleared",
    ]
    assert {event.about_organization_id for event in events} == {match.organization_id}
    assert db.scalars(select(LegalBar)).all() == []
    assert db.scalars(select(Match)).all() == [match]


def _rename(organization, name):
    from engagement.organizations.commands import write_names

    organization.name = name
    write_names(organization)


def _lead(organization, account):
    from engagement.organizations.commands import add_member
    from engagement.organizations.models import MembershipRole

    add_member(organization, account.id, MembershipRole.FOCAL_POINT)


def _actor(account):
    from engagement.organizations.queries import actor_for

    return actor_for(account)
