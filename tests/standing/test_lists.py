"""Lists of accreditations, reports, proceedings, changes, mergers show what the policies allow."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import moved_to, now, today
from engagement.core.permissions import Period, Role, can
from engagement.standing.commands import corrections as correction_commands
from engagement.standing.commands import mergers, night
from engagement.standing.commands import reports as report_commands
from engagement.standing.models import (
    Act,
    Batch,
    BatchKind,
    Brake,
    Change,
    Correction,
    Merger,
    NightRun,
    Proceeding,
    Report,
)
from engagement.standing.permissions import Standings
from engagement.standing.queries import (
    accreditations,
    batches,
    changes,
    corrections,
    desk,
    nights,
    proceedings,
    reports,
)
from tests.browser.sample_standing import prepare
from tests.factories import make_actor
from tests.standing.lives import accredited, led, noticed, whole_report

EVERY_ROLE = [[], *([role] for role in Role), list(Role)]
every_role = pytest.mark.parametrize("roles", EVERY_ROLE, ids=str)


def life(due_in=20):
    """An accreditation with a report that was sent, a notice, a correction, changes."""
    accreditation = accredited(due_in=due_in, recorded=True)
    leader = led(accreditation)
    report = whole_report(accreditation, leader)
    report_commands.send_report(report, actor=leader, declared_name="Amina")
    noticed(accreditation)
    prepare(accreditation, leader)
    correction_commands.propose_correction(
        accreditation,
        actor=make_actor(Role.REVIEWER),
        facts={"since": "2011"},
        reason="A slip.",
        evidence="Folder 12.",
    )
    return accreditation


class TestLists:
    @pytest.fixture(scope="class")
    @classmethod
    def lives(cls, db):
        """A free and a conflicted one; of a third there is a report that somebody writes."""
        free, conflicted = life(), life()
        writing = accredited()
        report_commands.begin_report(writing, actor=led(writing))
        return free, conflicted

    @every_role
    def test_lists_hold_what_the_policies_allow(self, db, lives, roles):
        free, conflicted = lives
        actor = make_actor(*roles, interest_in=[conflicted.organization])

        for listed, model, permission in (
            (accreditations.handled_by(actor), Accreditation, Standings.HANDLE),
            (reports.visible_to(actor), Report, Standings.VIEW_REPORT),
            (proceedings.visible_to(actor), Proceeding, Standings.VIEW_PROCEEDING),
            (changes.visible_to(actor), Change, Standings.VIEW_CHANGE),
            (corrections.visible_to(actor), Correction, Standings.VIEW_CORRECTION),
            (corrections.to_confirm(actor), Correction, Standings.DECIDE_CORRECTION),
        ):
            allowed = {row.id for row in db.scalars(select(model)) if can(actor, permission, row)}
            assert {row.id for row in db.scalars(listed)} == allowed
        lanes = desk.lanes(actor)
        counts = desk.lane_counts(actor, lanes)
        for lane in lanes:
            rows = {row.id for row in db.execute(desk.listed(actor, lane))}
            assert conflicted.id not in rows
            assert counts[lane.key] == len(rows)
        if Role.REVIEWER in roles:
            assert free.id in rows


class TestMergersAndProposals:
    @pytest.fixture(scope="class")
    @classmethod
    def merging(cls, db):
        """A free and a conflicted one; the night has proposed what follows of both."""
        free, conflicted, into = accredited(due_in=-3), accredited(due_in=-3), accredited()
        head = make_actor(Role.HEAD_OF_UNIT)
        for one in (free, conflicted):
            mergers.propose_merger(one.organization, into.organization, actor=head, reason="Same.")
        night.pull_brake(Act.REMIND, actor=head, reason="Look.")
        night.run_night()
        return free, conflicted

    @every_role
    def test_mergers_and_proposals_hold_what_the_policies_allow(self, db, merging, roles):
        free, conflicted = merging
        actor = make_actor(*roles, interest_in=[conflicted.organization])

        seen = {row.id for row in db.scalars(changes.mergers_seen_by(actor))}
        assert seen == {
            m.id for m in db.scalars(select(Merger)) if can(actor, Standings.VIEW_MERGER, m)
        }
        batch = batches.open_batch(BatchKind.REPORT_DUE)
        left = {item.accreditation_id for item in db.scalars(batches.items(batch, actor))}
        decides = not {Role.HEAD_OF_UNIT, Role.APPROVER}.isdisjoint(roles)
        assert left == ({free.id} if decides else set())
        assert batches.count(batch, actor) == len(left)
        assert sum(batches.composition(batch, actor)["groups"].values()) == len(left)
        sees = decides or Role.AUDITOR in roles
        assert bool(past_nights_seen_by(db, actor)) == sees
        past = {item.accreditation_id for item in db.scalars(batches.history(batch, actor))}
        assert past == ({free.id} if sees else set())
        numbers = [row.number for row in db.execute(nights.proposals(actor))]
        assert numbers == ([1] if sees else [])


def past_nights_seen_by(db, actor) -> set:
    """Ids of runs, brakes and proposals that lists show, which are those the policy allows."""
    shown = set()
    for listed, model in (
        (nights.runs(actor), NightRun),
        (nights.brakes(actor), Brake),
        (nights.proposals(actor), Batch),
    ):
        rows = db.scalars(select(model)).all()
        ids = {row.id for row in db.execute(listed)}
        assert rows
        assert ids == {row.id for row in rows if can(actor, Standings.SEE_NIGHTS, row)}
        shown |= ids
    return shown


def test_an_auditor_sees_past_nights_of_the_period_alone(db):
    accredited(due_in=-60)
    head = make_actor(Role.HEAD_OF_UNIT)
    with moved_to(now() - timedelta(days=40)):
        night.pull_brake(Act.REMIND, actor=head, reason="Look.")
        night.run_night()
    lately = Period(since=today() - timedelta(days=9))
    before = Period(until=today() - timedelta(days=30))
    auditor = make_actor(Role.AUDITOR)

    assert past_nights_seen_by(db, replace(auditor, audited=lately)) == set()
    assert past_nights_seen_by(db, replace(auditor, audited=before))
